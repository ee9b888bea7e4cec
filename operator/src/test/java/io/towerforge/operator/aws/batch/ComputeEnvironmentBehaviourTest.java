package io.towerforge.operator.aws.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.operator.aws.AwsFailure;
import io.towerforge.operator.aws.ErrorClass;
import io.towerforge.operator.aws.Passes;
import io.towerforge.operator.aws.TestAccount;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.ComputeEnvironment.Activity;
import io.towerforge.operator.model.ComputeEnvironment.Scaling;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.JobQueue;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Observed.State;
import io.towerforge.operator.model.RunningJobs;
import io.towerforge.simulator.core.Call;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.CEState;
import software.amazon.awssdk.services.batch.model.CreateComputeEnvironmentRequest;
import software.amazon.awssdk.services.batch.model.UpdateComputeEnvironmentRequest;

class ComputeEnvironmentBehaviourTest {
    private final TestAccount world = new TestAccount(Timings.realistic());
    private final BatchClient batch = world.operator().batch();
    private final BatchLists lists = new BatchLists(batch, world.clock);
    private final ComputeEnvironmentManager manager = new ComputeEnvironmentManager(batch, lists);
    private final Passes<ComputeEnvironment> passes = new Passes<>(manager, world.clock);
    private ComputeEnvironment desired;

    @BeforeEach
    void create() {
        desired = new Ground(world).environment("work-1");
        world.catchUp();
        passes.observe();
        manager.create(desired);
    }

    @Test
    void whileAwsMakesItItIsInProgress() {
        assertThat(passes.only().state()).isEqualTo(State.IN_PROGRESS);
        assertThat(passes.settled().state()).isEqualTo(State.READY);
    }

    @Test
    void oneRequestCarriesEverythingThatDiffersAndNothingElse() {
        ComputeEnvironment edited = edited(new Scaling(0, 512), Set.of("r5"), RunningJobs.FINISH);

        update(edited);

        assertThat(sent(UpdateComputeEnvironmentRequest.class)).singleElement().satisfies(request -> {
            assertThat(request.state()).isNull();
            assertThat(request.serviceRole()).isNull();
            assertThat(request.computeResources().maxvCpus()).isEqualTo(512);
            assertThat(request.computeResources().minvCpus()).isNull();
            assertThat(request.computeResources().desiredvCpus()).isNull();
            assertThat(request.computeResources().instanceTypes()).containsExactly("r5");
            assertThat(request.computeResources().hasSubnets()).isFalse();
            assertThat(request.computeResources().hasSecurityGroupIds()).isFalse();
            assertThat(request.computeResources().hasEc2Configuration()).isFalse();
            assertThat(request.computeResources().hasTags()).isFalse();
            assertThat(request.computeResources().launchTemplate()).isNull();
            assertThat(request.computeResources().updateToLatestImageVersion()).isNull();
        });
    }

    @Test
    void jobsRunToTheirEndWhenInstancesAreReplacedUnlessTheyAreToBeEnded() {
        update(edited(desired.scaling(), Set.of("r5"), RunningJobs.FINISH));
        update(edited(desired.scaling(), Set.of("m5"), RunningJobs.TERMINATE));

        List<UpdateComputeEnvironmentRequest> sent = sent(UpdateComputeEnvironmentRequest.class);
        assertThat(sent.get(0).updatePolicy().terminateJobsOnUpdate()).isFalse();
        assertThat(sent.get(0).updatePolicy().jobExecutionTimeoutMinutes()).isEqualTo(7_200);
        assertThat(sent.get(1).updatePolicy().terminateJobsOnUpdate()).isTrue();
    }

    @Test
    void aChangeOfSizeSaysNothingAboutJobs() {
        update(edited(new Scaling(0, 512), desired.instances().instanceTypes(), RunningJobs.TERMINATE));

        assertThat(sent(UpdateComputeEnvironmentRequest.class))
                .singleElement()
                .satisfies(request -> assertThat(request.updatePolicy()).isNull());
    }

    @Test
    void whatIsCreatedLeavesToBatchWhatIsBatchs() {
        assertThat(sent(CreateComputeEnvironmentRequest.class)).singleElement().satisfies(request -> {
            assertThat(request.serviceRole()).isNull();
            assertThat(request.state()).isEqualTo(CEState.ENABLED);
            assertThat(request.computeResources().desiredvCpus()).isNull();
            assertThat(request.computeResources().spotIamFleetRole()).isNull();
            assertThat(request.computeResources().ec2KeyPair()).isNull();
            assertThat(request.computeResources().bidPercentage()).isEqualTo(60);
            assertThat(request.computeResources().launchTemplate().version()).isEqualTo("1");
        });
    }

    @Test
    void tagsThatOthersPutOnInstancesSurviveAnUpdate() {
        passes.settled();
        Map<String, String> withOthers =
                new java.util.TreeMap<>(desired.instances().tags().all());
        withOthers.put("backup", "daily");
        world.somebody()
                .batch()
                .updateComputeEnvironment(request -> request.computeEnvironment(desired.name())
                        .computeResources(resources -> resources.tags(withOthers)));

        update(desired.withInstances(desired.instances().withTags(TestAccount.otherTags("instance"))));

        passes.settled();
        assertThat(lists.environments()
                        .known(desired.name())
                        .orElseThrow()
                        .computeResources()
                        .tags())
                .containsEntry("backup", "daily")
                .containsEntry("team", "proteomics")
                .doesNotContainKey("cost-centre");
    }

    @Test
    void whatAwsRejectsIsFailedAndAnEmptyUpdateMakesItLookAgain() {
        passes.settled();
        world.aws.invalidate(desired.name(), "CLIENT_ERROR - Clusters can not be blank.");
        world.clock.advance(Duration.ofSeconds(5));
        Observed<ComputeEnvironment> failed = passes.only();
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.detail()).isEqualTo("CLIENT_ERROR - Clusters can not be blank.");

        manager.update(desired, failed, List.of());

        assertThat(FieldDiff.between(desired, passes.settled().resource())).isEmpty();
    }

    @Test
    void anEnabledEnvironmentIsDisabledAndEmptiedBeforeItIsDeleted() {
        Observed<ComputeEnvironment> settled = passes.settled();

        manager.delete(settled);
        assertThat(sent(UpdateComputeEnvironmentRequest.class)).singleElement().satisfies(request -> {
            assertThat(request.state()).isEqualTo(CEState.DISABLED);
            assertThat(request.computeResources().minvCpus()).isZero();
        });
        manager.delete(passes.settled());
        assertThat(passes.only().state()).isEqualTo(State.DELETING);
    }

    @Test
    void anEnvironmentIsBusyWhileBatchWantsInstancesForJobs() {
        queue();
        assertThat(passes.only().resource().activity()).isEqualTo(new Activity(0, false));

        world.aws.submit(TestAccount.STACK.prefix() + "-work", "job", 2, null);
        world.catchUp();

        assertThat(passes.only().resource().activity().running()).isTrue();
        assertThat(passes.only().resource().activity().desiredCpus()).isPositive();
        assertThat(operations()).doesNotContain("ListJobs");
    }

    @Test
    void instancesThatAreKeptInReserveAreBusyOnlyWhenJobsAreOnThem() {
        passes.settled();
        update(edited(new Scaling(4, 256), desired.instances().instanceTypes(), RunningJobs.FINISH));
        queue();
        assertThat(passes.only().resource().activity()).isEqualTo(new Activity(4, false));
        assertThat(operations()).contains("ListJobs");

        world.aws.submit(TestAccount.STACK.prefix() + "-work", "job", 2, null);
        world.clock.advance(Duration.ofMinutes(3));

        assertThat(passes.only().resource().activity()).isEqualTo(new Activity(4, true));
    }

    @Test
    void whileAQueueListsItItsDeletionHasToWait() {
        queue();
        manager.delete(passes.settled());

        assertThatThrownBy(() -> manager.delete(passes.settled()))
                .asInstanceOf(InstanceOfAssertFactories.type(AwsFailure.class))
                .satisfies(failure -> assertThat(failure.errorClass()).isEqualTo(ErrorClass.NOT_YET));
    }

    private void queue() {
        passes.settled();
        JobQueue queue = TestAccount.jobQueue(desired.name());
        world.somebody().batch().createJobQueue(new JobQueueMapping(name -> name).create(queue));
        world.catchUp();
    }

    private void update(ComputeEnvironment edited) {
        Observed<ComputeEnvironment> actual = passes.settled();
        manager.update(edited, actual, FieldDiff.between(edited, actual.resource()));
    }

    private ComputeEnvironment edited(Scaling scaling, Set<String> types, RunningJobs onUpdate) {
        return desired.withScaling(scaling)
                .withInstances(desired.instances().withInstanceTypes(types))
                .withOnUpdate(onUpdate);
    }

    private <T> List<T> sent(Class<T> type) {
        return world.writes().stream()
                .map(Call::request)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private List<String> operations() {
        return world.aws.calls().stream().map(Call::operation).toList();
    }
}
