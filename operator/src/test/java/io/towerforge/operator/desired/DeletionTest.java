package io.towerforge.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.operator.model.JobQueue;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.Stack;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The deletion of an environment, and a queue that is given up: closed at once, removed when its jobs have ended. */
class DeletionTest {
    private static final AwsBatchComputeEnvironmentSpec SPOT = Scene.forge("provisioningModel: Spot");
    private static final AwsBatchComputeEnvironmentSpec MANUAL = Scene.spec(
            "region: eu-west-1\nworkDirectory: s3://acme-nextflow/work\nmanual: { headQueue: h, computeQueue: c }\n");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anIdleEnvironmentGoesCompletely(boolean atOnce) {
        Scene scene = (atOnce ? Scene.instant() : Scene.slow()).wants(SPOT).settles();
        scene.isDeleted().settles();
        assertThat(scene.aws.observe().isEmpty()).isTrue();
        assertThat(scene.stack()).isEqualTo(Stack.EMPTY);
    }

    @Test
    void queuesAreClosedInTheFirstPassAndNothingElseIsTouched() {
        Scene scene = Scene.instant().wants(SPOT).settles().startsAJob(Scene.WORK, 8);
        assertThat(scene.isDeleted().pass().writes())
                .extracting(step -> step.id().kind())
                .containsOnly(ResourceKind.JOB_QUEUE);
        assertThat(scene.picture()).contains("work queue [B] closed", "head queue [A] closed");
    }

    @Test
    void jobsThatRunKeepTheirQueueAndWhatTheyRunOn() {
        Scene scene =
                Scene.instant().wants(SPOT).settles().startsAJob(Scene.WORK, 8).startsAJob(Scene.HEAD, 2);
        scene.isDeleted().settles();
        assertThat(scene.picture())
                .containsExactly(
                        "work queue [B] closed",
                        "head queue [A] closed",
                        "A optimal open 0-64, 2 in use",
                        "B optimal Spot open 0-256, 8 in use");
        assertThat(scene.aws.killed()).isEmpty();
        assertThat(scene.plan().lines())
                .containsExactlyInAnyOrder(
                        "keep job queue " + Scene.WORK + ": 1 job in it has not ended",
                        "keep job queue " + Scene.HEAD + ": 1 job in it has not ended");
    }

    @Test
    void jobsAreCountedInThePlan() {
        Scene scene =
                Scene.instant().wants(SPOT).settles().startsAJob(Scene.WORK, 8).startsAJob(Scene.WORK, 8);
        scene.isDeleted().settles();
        assertThat(scene.plan().lines()).contains("keep job queue " + Scene.WORK + ": 2 jobs in it have not ended");
    }

    @Test
    void whatIsLeftGoesWhenTheLastJobHasEnded() {
        Scene scene = Scene.slow().wants(SPOT).settles().startsAJob(Scene.WORK, 8);
        scene.isDeleted().settles().itsJobsEnd().settles();
        assertThat(scene.aws.observe().isEmpty()).isTrue();
        assertThat(scene.aws.killed()).isEmpty();
    }

    @Test
    void withTerminateJobsAreEndedInTheirQueueBeforeAnythingIsDeleted() {
        Scene scene = Scene.instant()
                .wants(Scene.spec("region: eu-west-1\nworkDirectory: s3://acme-nextflow/work\n"
                        + "onDelete: { activeJobs: Terminate }\nforge: { maxCpus: 8 }\n"))
                .settles()
                .startsAJob(Scene.WORK, 8);
        scene.isDeleted().settles();
        assertThat(scene.aws.killed())
                .containsExactly("a job of " + Scene.WORK + " was ended: queue " + Scene.WORK + " was emptied");
        assertThat(scene.aws.observe().isEmpty()).isTrue();
    }

    @Test
    void whatAnEditMayDoToJobsSaysNothingAboutADeletion() {
        Scene scene = Scene.instant()
                .wants(Scene.forge("updates: { runningJobs: Terminate }"))
                .settles()
                .startsAJob(Scene.WORK, 8);
        scene.isDeleted().settles();
        assertThat(scene.aws.killed()).isEmpty();
        assertThat(scene.picture()).contains("work queue [B] closed");
    }

    @Test
    void aClosedHeadQueueIsOpenedAgainWhenTheSpecWantsItAgain() {
        Scene scene = Scene.instant().wants(SPOT).settles().startsAJob(Scene.HEAD, 2);
        scene.wants(Scene.forge("provisioningModel: OnDemand")).settles();
        assertThat(scene.picture()).contains("head queue [A] closed");
        scene.wants(SPOT).settles();
        assertThat(scene.picture()).contains("head queue [A]", "A optimal open 0-64, 2 in use");
        assertThat(scene.aws.killed()).isEmpty();
    }

    @Test
    void manualModeGivesUpWhatForgeMadeWithoutEndingAJob() {
        Scene scene = Scene.instant().wants(SPOT).settles().startsAJob(Scene.WORK, 8);
        scene.wants(MANUAL).settles();
        assertThat(scene.picture()).contains("work queue [B]", "B optimal Spot open 0-256, 8 in use");
        scene.itsJobsEnd().settles();
        assertThat(scene.aws.observe().isEmpty()).isTrue();
        assertThat(scene.aws.killed()).isEmpty();
    }

    @Test
    void aQueueWhoseJobsAreNotCountedYetStays() {
        Scene scene = Scene.instant().wants(SPOT).settles();
        ResourceId queue = new ResourceId(ResourceKind.JOB_QUEUE, Scene.WORK);
        assertThat(scene.isDeleted().stack().find(queue).orElseThrow().resource())
                .isInstanceOfSatisfying(JobQueue.class, wanted -> {
                    assertThat(wanted.enabled()).isFalse();
                    assertThat(wanted.activeJobs()).isNull();
                });
    }

    @Test
    void aQueueThatIsBeingDeletedIsNotWantedAnyMore() {
        Scene scene = Scene.instant()
                .wants(Scene.forge("provisioningModel: OnDemand"))
                .settles();
        ResourceId queue = new ResourceId(ResourceKind.JOB_QUEUE, Scene.WORK);
        scene.aws.beginsToVanish(queue);
        assertThat(scene.isDeleted().stack().contains(queue)).isFalse();
        assertThat(scene.plan().lines()).contains("wait job queue " + Scene.WORK + ": AWS is deleting it");
    }

    @Test
    void aDrainingEnvironmentIsDeletedLikeTheOthers() {
        Scene scene = Scene.instant().wants(SPOT).settles().startsAJob(Scene.WORK, 8);
        scene.wants(Scene.forge("instanceTypes: [c6i]")).settles();
        assertThat(scene.picture().get(0)).isEqualTo("work queue [C, B]");
        scene.isDeleted().settles().itsJobsEnd().settles();
        assertThat(scene.aws.observe().all()).isEqualTo(List.of());
        assertThat(scene.aws.killed()).isEmpty();
    }
}
