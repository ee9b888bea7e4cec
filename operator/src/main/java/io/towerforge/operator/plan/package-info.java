/**
 * The decision, as a value: what to do about the difference between a {@link io.towerforge.operator.model.Stack} and an
 * {@link io.towerforge.operator.model.Observation}. Pure; knows no kind of AWS resource by name.
 */
package io.towerforge.operator.plan;
