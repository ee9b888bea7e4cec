package io.towerforge.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.model.JobQueue;
import io.towerforge.operator.model.JobQueue.JobStateLimit;
import io.towerforge.operator.model.Observed;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When AWS Batch is to cancel jobs that cannot start. */
class JobStateLimitsTest {
    @Test
    void jobsThatNoInstanceCanHoldAreCancelledAfterTenMinutes() {
        assertThat(limitsOfBothQueues())
                .hasSize(2)
                .containsOnly(Set.of(
                        new JobStateLimit("MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE", 600),
                        new JobStateLimit("MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT", 600)));
    }

    @Test
    void whatTheSpecSaysTakesTheirPlace() {
        assertThat(
                        limitsOfBothQueues(
                                "jobStateLimits: [{ reason: 'CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY', maxTimeSeconds: 14400 }]"))
                .hasSize(2)
                .containsOnly(Set.of(new JobStateLimit("CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY", 14_400)));
    }

    @Test
    void anEmptyListLeavesSuchJobsWhereTheyAre() {
        assertThat(limitsOfBothQueues("jobStateLimits: []")).hasSize(2).containsOnly(Set.of());
    }

    private static List<Set<JobStateLimit>> limitsOfBothQueues(String... lines) {
        return Scene.instant().wants(Scene.forge(lines)).settles().aws.observe().all(JobQueue.class).stream()
                .map(Observed::resource)
                .map(JobQueue::limits)
                .toList();
    }
}
