/**
 * The command {@code towerforge}: the demo for whoever has never seen the operator, and the operator itself for whoever has a
 * cluster but no image at hand.
 */
package io.towerforge.cli;
