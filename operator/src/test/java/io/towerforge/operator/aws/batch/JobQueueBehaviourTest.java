package io.towerforge.operator.aws.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.aws.BatchUsage;
import io.towerforge.operator.aws.ExampleStack;
import io.towerforge.operator.aws.Passes;
import io.towerforge.operator.aws.QueueFacts;
import io.towerforge.operator.aws.account.SimulatedAccount;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.JobQueue;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Observed.State;
import io.towerforge.simulator.core.Fault;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.JQState;
import software.amazon.awssdk.services.batch.model.TerminateJobRequest;

class JobQueueBehaviourTest {
    private final SimulatedAccount world = new SimulatedAccount(Timings.realistic());
    private final BatchClient batch = world.operator().batch();
    private final BatchLists lists = new BatchLists(batch, world.clock());
    private final JobQueueManager manager = new JobQueueManager(batch, lists);
    private final Passes<JobQueue> passes = new Passes<>(manager, world.clock());
    private JobQueue desired;

    @BeforeEach
    void create() {
        Ground ground = new Ground(world);
        ComputeEnvironment environment = ground.environment("work-1");
        world.catchUp();
        world.somebody().batch().createComputeEnvironment(ComputeEnvironmentRequests.create(environment));
        world.catchUp();
        desired = ExampleStack.jobQueue(environment.name());
        passes.observe();
        manager.create(desired);
        passes.settled();
    }

    @Test
    void jobsAreNotCountedInAQueueThatTakesMore() {
        world.aws.submit(desired.name(), "job", 1, null);

        assertThat(passes.only().resource().activeJobs()).isNull();
        assertThat(world.operations()).doesNotContain("ListJobs");
    }

    @Test
    void jobsAreCountedInEveryStateOnceTheQueueTakesNoMore() {
        world.aws.submit(desired.name(), "running", 1, null);
        world.clock().advance(Duration.ofMinutes(3));
        world.aws.submit(desired.name(), "too-large-to-run", 10_000, null);
        update(desired.disabled());

        assertThat(passes.settled().resource().activeJobs()).isEqualTo(2);
    }

    @Test
    void theCountIsNeverFromAnOldRead() {
        String job = world.aws.submit(desired.name(), "running", 1, null);
        update(desired.disabled());
        world.clock().advance(Duration.ofMinutes(3));
        assertThat(passes.only().resource().activeJobs()).isEqualTo(1);

        world.aws.finish(job);

        assertThat(manager.observe(ExampleStack.STACK, world.clock().instant().minus(Duration.ofHours(1))))
                .singleElement()
                .satisfies(queue -> assertThat(queue.resource().activeJobs()).isZero());
    }

    @Test
    void anEmptiedQueueIsClosedFirstAndThenItsJobsEndWithAReasonThatNamesTheEnvironment() {
        world.aws.submit(desired.name(), "running", 1, null);
        world.aws.submit(desired.name(), "too-large-to-run", 10_000, null);
        world.clock().advance(Duration.ofMinutes(3));

        update(desired.emptied());
        assertThat(ended()).isEmpty();
        update(desired.emptied());

        assertThat(ended())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.reason()).contains("genomics/rnaseq"));
        assertThat(FieldDiff.between(desired.emptied(), passes.settled().resource()))
                .isEmpty();
    }

    @Test
    void manyJobsAreEndedAFewHundredAtATime() {
        for (int i = 0; i < ActiveJobs.ENDED_AT_ONCE + 50; i++) {
            world.aws.submit(desired.name(), "job-" + i, 10_000, null);
        }
        update(desired.emptied());
        update(desired.emptied());
        assertThat(ended()).hasSize(ActiveJobs.ENDED_AT_ONCE);

        update(desired.emptied());

        assertThat(passes.settled().resource().activeJobs()).isZero();
    }

    @Test
    void endingJobsStopsQuietlyWhenAwsThrottlesIt() {
        for (int i = 0; i < 10; i++) {
            world.aws.submit(desired.name(), "job-" + i, 10_000, null);
        }
        update(desired.emptied());
        passes.settled();
        world.aws.interceptor(
                Fault.THROTTLED.on(call -> call.operation().equals("TerminateJob") && ended().size() > 4));

        update(desired.emptied());

        assertThat(passes.only().resource().activeJobs()).isBetween(1, 9);
    }

    @Test
    void aQueueMustBeDisabledBeforeItIsDeleted() {
        manager.delete(passes.settled());
        Observed<JobQueue> disabled = passes.settled();
        assertThat(disabled.resource().enabled()).isFalse();

        manager.delete(disabled);

        assertThat(passes.only().state()).isEqualTo(State.DELETING);
    }

    @Test
    void aQueueThatSomebodyMadeIsFoundByNameAndByArn() {
        QueueLookup queues = new QueueLookup(lists);
        String arn = world.arn("batch", "job-queue/" + desired.name());
        QueueFacts healthy = new QueueFacts(desired.name(), arn, true, true, true, "VALID", "JobQueue Healthy");

        assertThat(queues.find(desired.name(), world.clock().instant())).isEqualTo(healthy);
        assertThat(queues.find(arn, world.clock().instant())).isEqualTo(healthy);
        assertThat(queues.find(
                                arn.replace("eu-west-1", "us-east-1"),
                                world.clock().instant())
                        .exists())
                .isFalse();
        assertThat(queues.find("nobodys", world.clock().instant())).isEqualTo(QueueFacts.absent("nobodys"));
        world.somebody()
                .batch()
                .updateJobQueue(request -> request.jobQueue(desired.name()).state(JQState.DISABLED));
        world.catchUp();
        assertThat(queues.find(arn, world.clock().instant()).enabled()).isFalse();
    }

    @Test
    void everybodysEnvironmentsAndQueuesCountAgainstTheQuota() {
        assertThat(new BatchQuota(lists).counts(world.clock().instant())).isEqualTo(new BatchUsage.Counts(1, 1));
    }

    private void update(JobQueue edited) {
        Observed<JobQueue> actual = passes.settled();
        manager.update(edited, actual, FieldDiff.between(edited, actual.resource()));
    }

    private List<TerminateJobRequest> ended() {
        return world.sent(TerminateJobRequest.class);
    }
}
