package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.simulator.batch.JobEnd;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.batch.model.JobStatus;

/** On which environment a job is placed, when it has to wait, and how the vCPUs follow. */
class JobPlacementBehaviourTest extends AccountFixture {
    @Test
    void aJobGoesToTheFirstEnvironmentWithRoom() {
        createEnvironment("first", resources().maxvCpus(4));
        createEnvironment("second");
        createQueue("jobs", "first", "second");
        assertThat(job(submit("jobs", 4)).computeEnvironment()).isEqualTo("first");
        assertThat(job(submit("jobs", 4)).computeEnvironment()).isEqualTo("second");
    }

    @Test
    void aDisabledEnvironmentKeepsItsJobsAndTakesNoMore() {
        environmentWithQueue();
        String running = submit("jobs", 4);
        disableEnvironment("work");
        String waiting = submit("jobs", 4);
        assertThat(job(running).status()).isEqualTo(JobStatus.RUNNING);
        assertThat(job(waiting).status()).isEqualTo(JobStatus.RUNNABLE);
    }

    @Test
    void anInvalidEnvironmentTakesNoJobs() {
        environmentWithQueue();
        assertThat(queueExists("jobs")).isTrue();
        aws.invalidate("work", "CLIENT_ERROR - broken");
        assertThat(job(submit("jobs", 1)).status()).isEqualTo(JobStatus.RUNNABLE);
    }

    @Test
    void theFirstJobKeepsTheOthersWaiting() {
        environmentWithQueue();
        submit("jobs", 12);
        String large = submit("jobs", 8);
        String small = submit("jobs", 1);
        assertThat(job(large).status()).isEqualTo(JobStatus.RUNNABLE);
        assertThat(job(small).status()).isEqualTo(JobStatus.RUNNABLE);
    }

    @Test
    void theQueueOfHigherPriorityIsServedFirst() {
        environmentWithQueue();
        aws.batch()
                .createJobQueue(
                        create -> create.jobQueueName("urgent").priority(10).computeEnvironmentOrder(order("work")));
        String blocking = submit("jobs", 16);
        String ordinary = submit("jobs", 16);
        String urgent = submit("urgent", 16);
        assertThat(queueExists("urgent")).isTrue();
        aws.finish(blocking);
        assertThat(job(urgent).computeEnvironment()).isEqualTo("work");
        assertThat(job(ordinary).computeEnvironment()).isNull();
    }

    @Test
    void aJobThatIsTooLargeIsCancelledAfterTheTimeLimit() {
        environmentWithQueue();
        assertThat(queueExists("jobs")).isTrue();
        aws.batch()
                .updateJobQueue(update -> update.jobQueue("jobs")
                        .jobStateTimeLimitActions(
                                action -> action.reason("MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE")
                                        .state("RUNNABLE")
                                        .action("CANCEL")
                                        .maxTimeSeconds(600)));
        String large = submit("jobs", 17);
        String small = submit("jobs", 1);
        pass(Duration.ofSeconds(599));
        assertThat(job(large).status()).isEqualTo(JobStatus.RUNNABLE);
        pass(Duration.ofSeconds(1));
        assertThat(job(large).end()).isEqualTo(JobEnd.CANCELLED_BY_TIME_LIMIT);
        assertThat(job(small).status()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void theVcpusFollowTheJobs() {
        open(Timings.none().withJobs(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(5)));
        createEnvironment("work", resources().minvCpus(2));
        createQueue("jobs", "work");
        assertThat(desiredvCpus()).isEqualTo(2);
        String job = submit("jobs", 8);
        assertThat(desiredvCpus()).isEqualTo(8);
        aws.finish(job);
        pass(Duration.ofMinutes(4));
        assertThat(desiredvCpus()).isEqualTo(8);
        pass(Duration.ofMinutes(1));
        assertThat(desiredvCpus()).isEqualTo(2);
    }

    @Test
    void aDisabledEnvironmentKeepsItsMinimum() {
        createEnvironment("work", resources().minvCpus(4));
        disableEnvironment("work");
        pass(Duration.ofHours(1));
        assertThat(desiredvCpus()).isEqualTo(4);
        update("work", resources -> resources.minvCpus(0));
        assertThat(desiredvCpus()).isZero();
    }

    @Test
    void runningJobsStayWhenTheOrderChanges() {
        environmentWithQueue();
        createEnvironment("next");
        String running = submit("jobs", 16);
        String waiting = submit("jobs", 16);
        reorder("jobs", "next");
        assertThat(job(running).computeEnvironment()).isEqualTo("work");
        assertThat(job(running).end()).isNull();
        assertThat(job(waiting).computeEnvironment()).isEqualTo("next");
    }

    private void register(int vcpus) {
        aws.batch()
                .registerJobDefinition(register -> register.jobDefinitionName("align")
                        .type("container")
                        .containerProperties(container -> container
                                .image("align")
                                .resourceRequirements(
                                        requirement -> requirement.type("VCPU").value("" + vcpus))));
    }

    private int desiredvCpus() {
        return environment("work").computeResources().desiredvCpus();
    }
}
