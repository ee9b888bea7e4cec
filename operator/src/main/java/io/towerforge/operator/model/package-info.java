/**
 * The values everything else speaks in: a record per AWS thing, and {@link io.towerforge.operator.model.Stack} (what should
 * be), {@link io.towerforge.operator.model.Observation} (what is) and {@link io.towerforge.operator.model.FieldDiff} (how they
 * differ). JDK only: no AWS SDK, no Kubernetes, no I/O.
 */
package io.towerforge.operator.model;
