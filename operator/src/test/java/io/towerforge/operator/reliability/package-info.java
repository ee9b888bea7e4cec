/**
 * The operator against crashes, faults and people: every crash point of every scenario, and thousands of random histories, each
 * judged by oracles that know the promises and not the code.
 */
package io.towerforge.operator.reliability;
