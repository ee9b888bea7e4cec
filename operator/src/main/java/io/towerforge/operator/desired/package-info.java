/**
 * What should be: from the spec, the facts and the observation to a {@link io.towerforge.operator.model.Stack}, and to the
 * Nextflow configuration. Pure: no I/O, no clock, no randomness; the same input gives the same bytes.
 */
package io.towerforge.operator.desired;
