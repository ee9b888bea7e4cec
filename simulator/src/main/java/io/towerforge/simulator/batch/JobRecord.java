package io.towerforge.simulator.batch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.batch.model.JobStatus;

/**
 * A job as it is, or as it ended.
 *
 * @param id the job's id
 * @param name the job's name
 * @param queue the name of its queue
 * @param computeEnvironment the name of the compute environment it was placed on, or null while it waits
 * @param vcpus how many vCPUs it needs
 * @param status its status
 * @param end why it ended, or null while it has not
 * @param reason the status reason AWS gives
 * @param submittedAt when it was submitted
 * @param startedAt when it started to run, or null if it never did
 * @param endedAt when it ended, or null while it has not
 */
public record JobRecord(
        String id,
        String name,
        String queue,
        @Nullable String computeEnvironment,
        int vcpus,
        JobStatus status,
        @Nullable JobEnd end,
        @Nullable String reason,
        Instant submittedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {}
