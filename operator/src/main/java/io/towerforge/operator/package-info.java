/**
 * The process: configuration, clients, wiring, leader election, probes and metrics. The only place that says {@code new} for
 * managers and clients, and the only one that knows the simulator. No logic.
 */
package io.towerforge.operator;
