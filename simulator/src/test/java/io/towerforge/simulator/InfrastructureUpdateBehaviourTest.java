package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.simulator.batch.JobEnd;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.batch.model.CEStatus;
import software.amazon.awssdk.services.batch.model.JobStatus;
import software.amazon.awssdk.services.batch.model.UpdatePolicy;

/** What an update that replaces instances does to running and to waiting jobs, and which updates are none. */
class InfrastructureUpdateBehaviourTest extends AccountFixture {
    private static final Duration SCALING = Duration.ofSeconds(5);
    private static final Duration REPLACING = Duration.ofMinutes(4);

    @Test
    void anUpdateThatTerminatesEndsRunningJobsAtOnce() {
        environmentWithQueue();
        updatePolicy("work", UpdatePolicy.builder().terminateJobsOnUpdate(true).build());
        String job = submit("jobs", 4);
        update("work", resources -> resources.instanceTypes("c6i"));
        assertThat(job(job).end()).isEqualTo(JobEnd.KILLED_BY_INFRASTRUCTURE_UPDATE);
        assertThat(job(job).status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void runningJobsHaveThirtyMinutesWithoutAnUpdatePolicy() {
        slowUpdates();
        environmentWithQueue();
        String job = submit("jobs", 4);
        update("work", resources -> resources.instanceTypes("c6i"));
        pass(Duration.ofMinutes(30).minusSeconds(1));
        assertThat(job(job).end()).isNull();
        assertThat(environment("work").status()).isEqualTo(CEStatus.UPDATING);
        pass(Duration.ofSeconds(1));
        assertThat(job(job).end()).isEqualTo(JobEnd.KILLED_BY_INFRASTRUCTURE_UPDATE);
        assertThat(environment("work").status()).isEqualTo(CEStatus.UPDATING);
        pass(REPLACING);
        assertThat(environment("work").status()).isEqualTo(CEStatus.VALID);
    }

    @Test
    void aJobThatEndsInTimeSurvivesAnInfrastructureUpdate() {
        slowUpdates();
        environmentWithQueue();
        updatePolicy("work", timeout(60));
        pass(SCALING);
        String job = submit("jobs", 4);
        update("work", resources -> resources.instanceTypes("c6i"));
        pass(Duration.ofMinutes(59));
        aws.finish(job);
        assertThat(job(job).end()).isEqualTo(JobEnd.SUCCEEDED);
        pass(REPLACING);
        assertThat(environment("work").status()).isEqualTo(CEStatus.VALID);
    }

    @Test
    void newJobsWaitForTheNewInstances() {
        slowUpdates();
        environmentWithQueue();
        update("work", resources -> resources.instanceTypes("c6i"));
        String job = submit("jobs", 4);
        assertThat(job(job).status()).isEqualTo(JobStatus.RUNNABLE);
        pass(REPLACING);
        assertThat(job(job).status()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void aScalingUpdateDisturbsNoJob() {
        slowUpdates();
        environmentWithQueue();
        String before = submit("jobs", 4);
        update("work", resources -> resources.maxvCpus(32));
        String during = submit("jobs", 4);
        assertThat(environment("work").status()).isEqualTo(CEStatus.UPDATING);
        assertThat(job(before).status()).isEqualTo(JobStatus.RUNNING);
        assertThat(job(during).status()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void unchangedInfrastructureFieldsReplaceNothing() {
        environmentWithQueue();
        updatePolicy("work", UpdatePolicy.builder().terminateJobsOnUpdate(true).build());
        String job = submit("jobs", 4);
        update("work", resources -> resources.maxvCpus(32).instanceTypes("m6i"));
        assertThat(job(job).end()).isNull();
    }

    @Test
    void askingForTheLatestImagesReplacesInstances() {
        environmentWithQueue();
        updatePolicy("work", UpdatePolicy.builder().terminateJobsOnUpdate(true).build());
        String job = submit("jobs", 4);
        update("work", resources -> resources.updateToLatestImageVersion(true));
        assertThat(job(job).end()).isEqualTo(JobEnd.KILLED_BY_INFRASTRUCTURE_UPDATE);
    }

    private void slowUpdates() {
        open(Timings.none().withEnvironments(Duration.ZERO, SCALING, REPLACING, Duration.ZERO));
    }

    private void serviceRole(String environment, String role) {
        aws.batch()
                .updateComputeEnvironment(
                        update -> update.computeEnvironment(environment).serviceRole(role));
    }

    private static UpdatePolicy timeout(long minutes) {
        return UpdatePolicy.builder().jobExecutionTimeoutMinutes(minutes).build();
    }
}
