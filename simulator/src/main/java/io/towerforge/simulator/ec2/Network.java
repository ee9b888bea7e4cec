package io.towerforge.simulator.ec2;

/** Under construction. */
public final class Network {}
