/**
 * Looked at before the first write: whether what the spec names in AWS exists and fits, and what to use where the spec leaves
 * something open. Reads only.
 */
package io.towerforge.operator.preflight;
