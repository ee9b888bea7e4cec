package io.towerforge.operator.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A job queue. Its name outlives every edit, because pipelines hold on to it.
 *
 * @param enabled whether it takes new jobs
 * @param priority weighs queues that share a compute environment against each other
 * @param computeEnvironments names, first choice first; at most 3 (AWS Batch API reference, CreateJobQueue)
 * @param limits what happens to a job at the head of the queue that can never start
 * @param activeJobs jobs that have not ended; read only while the queue is disabled, desired only as 0: "end them"
 */
public record JobQueue(
        String name,
        Boolean enabled,
        Integer priority,
        List<String> computeEnvironments,
        Set<JobStateLimit> limits,
        Tags tags,
        Integer activeJobs)
        implements Resource {
    /** Every queue of ours has the same: they share their environments with nobody. */
    private static final int PRIORITY = 1;

    public JobQueue {
        computeEnvironments = List.copyOf(computeEnvironments);
        limits = Set.copyOf(limits);
    }

    /** A queue of ours. */
    public JobQueue(
            String name,
            Boolean enabled,
            List<String> computeEnvironments,
            Set<JobStateLimit> limits,
            Tags tags,
            Integer activeJobs) {
        this(name, enabled, PRIORITY, computeEnvironments, limits, tags, activeJobs);
    }

    @Override
    public String awsId(Facts facts) {
        return facts.arn("batch", "job-queue/" + name);
    }

    @Override
    public ResourceId id() {
        return new ResourceId(ResourceKind.JOB_QUEUE, name);
    }

    @Override
    public Set<ResourceId> buildsOn() {
        Set<ResourceId> ids = new LinkedHashSet<>();
        computeEnvironments.forEach(name -> ids.add(new ResourceId(ResourceKind.COMPUTE_ENVIRONMENT, name)));
        return ids;
    }

    /** This queue, taking no new jobs; what is in it is left alone. */
    public JobQueue disabled() {
        return new JobQueue(name, false, computeEnvironments, limits, tags, null);
    }

    /** This queue, taking no new jobs, and what is in it ended. */
    public JobQueue emptied() {
        return new JobQueue(name, false, computeEnvironments, limits, tags, 0);
    }

    /**
     * Cancel the job at the head of the queue once it has been RUNNABLE for this reason for this long.
     *
     * @param reason a status reason of AWS Batch such as {@code MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT}
     * @param maxTimeSeconds 600 to 86,400 (AWS Batch API reference, JobStateTimeLimitAction)
     */
    public record JobStateLimit(String reason, int maxTimeSeconds) {}
}
