package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.simulator.batch.JobEnd;
import io.towerforge.simulator.core.Quotas;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.batch.model.CRAllocationStrategy;
import software.amazon.awssdk.services.batch.model.CRType;
import software.amazon.awssdk.services.batch.model.ComputeEnvironmentOrder;
import software.amazon.awssdk.services.batch.model.JQState;
import software.amazon.awssdk.services.batch.model.JQStatus;
import software.amazon.awssdk.services.batch.model.JobQueueType;
import software.amazon.awssdk.services.batch.model.JobStateTimeLimitAction;

/** What Batch does when a job queue is created, updated and deleted. */
class JobQueueBehaviourTest extends AccountFixture {

    @Test
    void aQueueSettlesAfterEachChange() {
        slowQueues();
        environmentWithQueue();
        assertThat(queue("jobs").status()).isEqualTo(JQStatus.CREATING);
        pass(Duration.ofSeconds(3));
        assertThat(queue("jobs").status()).isEqualTo(JQStatus.VALID);
        disableQueue("jobs");
        assertThat(queue("jobs").status()).isEqualTo(JQStatus.UPDATING);
        pass(Duration.ofSeconds(4));
        assertThat(queue("jobs").status()).isEqualTo(JQStatus.VALID);
        assertThat(queue("jobs").state()).isEqualTo(JQState.DISABLED);
    }

    @Test
    void aQueueUnderChangeTakesNoOtherChange() {
        slowQueues();
        environmentWithQueue();
        refused(() -> disableQueue("jobs"), "resource is being modified");
        refused(() -> deleteQueue("jobs"), "Cannot delete, resource is being modified");
    }

    @Test
    void aSecondQueueOfTheSameNameIsRefused() {
        environmentWithQueue();
        refused(() -> createQueue("jobs", "work"), "Object already exists");
    }

    @Test
    void aRegionHoldsOnlySoManyQueues() {
        open(Quotas.standard().withBatch(2, 1));
        environmentWithQueue();
        refused(() -> createQueue("more", "work"), "limit of 1 job queues");
    }

    @Test
    void anOrderHasOneToThreeEnvironments() {
        List.of("a", "b", "c", "d").forEach(this::createEnvironment);
        refused(() -> createQueue("jobs"), "between 1 and 3");
        refused(() -> createQueue("jobs", "a", "b", "c", "d"), "between 1 and 3");
        createQueue("jobs", "a", "b", "c");
    }

    @Test
    void anOrderReadsBackAsArns() {
        createEnvironment("a");
        createEnvironment("b");
        String arn = environment("b").computeEnvironmentArn();
        aws.batch()
                .createJobQueue(create ->
                        create.jobQueueName("jobs").priority(1).computeEnvironmentOrder(place(7, arn), place(3, "a")));
        assertThat(queue("jobs").computeEnvironmentOrder())
                .containsExactly(place(3, environment("a").computeEnvironmentArn()), place(7, arn));
    }

    @Test
    void orderNumbersAreUnique() {
        createEnvironment("a");
        createEnvironment("b");
        refused(
                () -> aws.batch()
                        .createJobQueue(create -> create.jobQueueName("jobs")
                                .priority(1)
                                .computeEnvironmentOrder(place(1, "a"), place(1, "b"))),
                "order 1 twice");
    }

    @Test
    void anOrderTakesOnlyValidEnvironments() {
        createEnvironment("broken", resources().subnets("subnet-00000000000000000"));
        refused(() -> createQueue("jobs", "absent"), "absent does not exist");
        refused(() -> createQueue("jobs", "broken"), "not in the VALID status");
    }

    @Test
    void ec2AndFargateAreNotMixed() {
        createEnvironment("work");
        createEnvironment("head", fargate());
        refused(() -> createQueue("jobs", "work", "head"), "EC2 and Fargate");
    }

    @Test
    void onDemandAndSpotMayShareAQueue() {
        createEnvironment("work");
        createEnvironment(
                "spot",
                resources().type(CRType.SPOT).allocationStrategy(CRAllocationStrategy.SPOT_PRICE_CAPACITY_OPTIMIZED));
        createQueue("jobs", "spot", "work");
        assertThat(queue("jobs").computeEnvironmentOrder()).hasSize(2);
    }

    @Test
    void architecturesAreNotMixed() {
        createEnvironment("work");
        createEnvironment("arm", resources().instanceTypes("c7g"));
        refused(() -> createQueue("jobs", "work", "arm"), "architecture");
    }

    @Test
    void theQueueTypeFollowsFromTheEnvironments() {
        createEnvironment("work");
        createEnvironment("head", fargate());
        createQueue("jobs", "work");
        createQueue("heads", "head");
        assertThat(queue("jobs").jobQueueType()).isEqualTo(JobQueueType.ECS);
        assertThat(queue("heads").jobQueueType()).isEqualTo(JobQueueType.ECS_FARGATE);
    }

    @Test
    void timeLimitActionsAreChecked() {
        environmentWithQueue();
        String reason = "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT";
        refused(() -> limit(limitAction(reason, 599)), "maxTimeSeconds");
        refused(() -> limit(limitAction(reason, 86_401)), "maxTimeSeconds");
        refused(() -> limit(limitAction("MISCONFIGURATION:SERVICE_ROLE_PERMISSIONS", 600)), "not known");
        refused(
                () -> limit(
                        limitAction(reason, 600).toBuilder().action("TERMINATE").build()),
                "CANCEL");
        refused(
                () -> limit(
                        limitAction(reason, 600).toBuilder().state("RUNNING").build()),
                "RUNNABLE");
        limit(limitAction(reason, 600));
        assertThat(queue("jobs").jobStateTimeLimitActions()).hasSize(1);
    }

    @Test
    void aQueueNeverGainsASchedulingPolicy() {
        environmentWithQueue();
        refused(
                () -> aws.batch()
                        .updateJobQueue(update -> update.jobQueue("jobs")
                                .schedulingPolicyArn("arn:aws:batch:eu-west-1:111122223333:scheduling-policy/fair")),
                "Only fairshare queue can have scheduling policy");
    }

    @Test
    void anAbsentQueueCannotBeUpdated() {
        refused(() -> disableQueue("absent"), "absent does not exist");
    }

    @Test
    void aQueueMustBeDisabledBeforeItIsDeleted() {
        environmentWithQueue();
        refused(() -> deleteQueue("jobs"), "DISABLED");
        disableQueue("jobs");
        deleteQueue("jobs");
        assertThat(queueExists("jobs")).isFalse();
    }

    @Test
    void aDeletedQueueIsDeletingBeforeItIsAbsent() {
        open(Timings.none().withQueues(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(20)));
        environmentWithQueue();
        disableQueue("jobs");
        assertThat(queue("jobs").state()).isEqualTo(JQState.DISABLED);
        deleteQueue("jobs");
        assertThat(queue("jobs").status()).isEqualTo(JQStatus.DELETING);
        pass(Duration.ofSeconds(20));
        assertThat(queueExists("jobs")).isFalse();
    }

    @Test
    void deletingAnAbsentQueueSucceeds() {
        deleteQueue("absent");
        assertThat(aws.calls().get(0).succeeded()).isTrue();
    }

    @Test
    void deletingAQueueEndsEveryJobInIt() {
        environmentWithQueue();
        createQueue("other", "work");
        String running = submit("jobs", 8);
        String elsewhere = submit("other", 8);
        String waiting = submit("jobs", 8);
        disableQueue("jobs");
        assertThat(job(running).end()).isNull();
        deleteQueue("jobs");
        assertThat(job(running).end()).isEqualTo(JobEnd.KILLED_BY_QUEUE_DELETION);
        assertThat(job(waiting).end()).isEqualTo(JobEnd.KILLED_BY_QUEUE_DELETION);
        assertThat(job(elsewhere).end()).isNull();
    }

    @Test
    void queueTagsAreChangedByArn() {
        environmentWithQueue();
        String arn = queue("jobs").jobQueueArn();
        aws.batch().tagResource(tag -> tag.resourceArn(arn).tags(Map.of("a", "1", "b", "2")));
        aws.batch().untagResource(untag -> untag.resourceArn(arn).tagKeys("a"));
        assertThat(queue("jobs").tags()).isEqualTo(Map.of("b", "2"));
        refused(
                () -> aws.batch().tagResource(tag -> tag.resourceArn(arn + "x").tags(Map.of("a", "1"))),
                "does not exist");
    }

    @Test
    void aPriorityIsRequired() {
        environmentWithQueue();
        refused(
                () -> aws.batch()
                        .createJobQueue(create -> create.jobQueueName("more").computeEnvironmentOrder(order("work"))),
                "priority");
        aws.batch().updateJobQueue(update -> update.jobQueue("jobs").priority(7));
        assertThat(queue("jobs").priority()).isEqualTo(7);
    }

    @Test
    void anUpdatedOrderReplacesTheOldOne() {
        environmentWithQueue();
        createEnvironment("next");
        createEnvironment("head", fargate());
        reorder("jobs", "next", "work");
        assertThat(queue("jobs").computeEnvironmentOrder())
                .extracting(ComputeEnvironmentOrder::computeEnvironment)
                .containsExactly(
                        environment("next").computeEnvironmentArn(),
                        environment("work").computeEnvironmentArn());
        refused(() -> reorder("jobs", "head", "work"), "EC2 and Fargate");
        refused(() -> reorder("jobs", "absent"), "absent does not exist");
    }

    private void slowQueues() {
        open(Timings.none().withQueues(Duration.ofSeconds(3), Duration.ofSeconds(4), Duration.ZERO));
    }

    private void limit(JobStateTimeLimitAction action) {
        aws.batch().updateJobQueue(update -> update.jobQueue("jobs").jobStateTimeLimitActions(action));
    }

    private static JobStateTimeLimitAction limitAction(String reason, int seconds) {
        return JobStateTimeLimitAction.builder()
                .reason(reason)
                .state("RUNNABLE")
                .action("CANCEL")
                .maxTimeSeconds(seconds)
                .build();
    }

    private static ComputeEnvironmentOrder place(int number, String environment) {
        return ComputeEnvironmentOrder.builder()
                .order(number)
                .computeEnvironment(environment)
                .build();
    }
}
