package io.towerforge.operator.model;

/** What a change that replaces or removes instances may do to the jobs on them. */
public enum RunningJobs {
    /** They run to their end. */
    FINISH,
    /** They are ended. */
    TERMINATE
}
