package io.towerforge.operator.desired;

/**
 * What instances and pipelines may need at the moment: what the spec asks for, and what an earlier one asked for of those that still
 * run.
 *
 * @param secrets whether pipelines may read secrets
 * @param growingDisks whether instances may add volumes to the disk of Docker
 */
record Uses(boolean secrets, boolean growingDisks) {
    static final Uses NOTHING = new Uses(false, false);
}
