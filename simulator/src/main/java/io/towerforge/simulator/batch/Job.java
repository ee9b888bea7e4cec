package io.towerforge.simulator.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.batch.model.JobStatus;

/** A job. What was submitted never changes; {@link Scheduler} moves it through its statuses. */
final class Job {
    private final String id;
    private final String arn;
    private final JobQueue queue;
    private final Submission submission;
    private final Instant submittedAt;

    JobStatus status = JobStatus.RUNNABLE;

    @Nullable
    ComputeEnvironment environment;

    @Nullable
    JobEnd end;

    @Nullable
    String reason;

    @Nullable
    Instant startedAt;

    @Nullable
    Instant endedAt;
    /** Whether a time limit of the queue is running against it. */
    boolean underTimeLimit;

    /**
     * What was submitted.
     *
     * @param runTime how long the container runs, or null until a test ends it
     * @param timeout how long it may run, or null
     */
    record Submission(
            String name,
            String definitionArn,
            String image,
            int vcpus,
            Map<String, String> parameters,
            Map<String, String> tags,
            @Nullable Duration runTime,
            @Nullable Duration timeout) {}

    Job(String id, String arn, JobQueue queue, Submission submission, Instant submittedAt) {
        this.id = id;
        this.arn = arn;
        this.queue = queue;
        this.submission = submission;
        this.submittedAt = submittedAt;
    }

    String id() {
        return id;
    }

    String arn() {
        return arn;
    }

    JobQueue queue() {
        return queue;
    }

    Submission submission() {
        return submission;
    }

    Instant submittedAt() {
        return submittedAt;
    }

    int vcpus() {
        return submission.vcpus();
    }

    boolean hasEnded() {
        return end != null;
    }

    JobRecord toRecord() {
        return new JobRecord(
                id,
                submission.name(),
                queue.name(),
                environment == null ? null : environment.name(),
                vcpus(),
                status,
                end,
                reason,
                submittedAt,
                startedAt,
                endedAt);
    }
}
