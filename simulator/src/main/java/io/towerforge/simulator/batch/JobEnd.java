package io.towerforge.simulator.batch;

/** Why a job ended. Everything that begins with KILLED is work lost that nobody asked to lose by naming the job. */
public enum JobEnd {
    /** The job's container ended by itself, with exit code 0. */
    SUCCEEDED,
    /** TerminateJob. */
    TERMINATED_BY_REQUEST,
    /** CancelJob, while the job had not started. */
    CANCELLED_BY_REQUEST,
    /** A job state time limit action of the queue. */
    CANCELLED_BY_TIME_LIMIT,
    /** The job's own timeout. */
    TERMINATED_BY_TIMEOUT,
    /** An infrastructure update, at once or when its job execution timeout was over. */
    KILLED_BY_INFRASTRUCTURE_UPDATE,
    /** The deletion of its queue. */
    KILLED_BY_QUEUE_DELETION,
    /** The deletion of its compute environment. */
    KILLED_BY_ENVIRONMENT_DELETION,
    /** The loss of the instance it ran on, such as a Spot interruption. */
    KILLED_BY_INSTANCE_LOSS
}
