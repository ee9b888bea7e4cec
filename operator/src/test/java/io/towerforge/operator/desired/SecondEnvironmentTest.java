package io.towerforge.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.plan.Plan;
import org.junit.jupiter.api.Test;

/** An environment beside another: editing back and forth, closing before leaving, and what happens without room for it. */
class SecondEnvironmentTest {
    private static final AwsBatchComputeEnvironmentSpec M6I = onDemand("m6i");
    private static final AwsBatchComputeEnvironmentSpec C6I = onDemand("c6i");
    private static final AwsBatchComputeEnvironmentSpec R6I = onDemand("r6i");
    private static final AwsBatchComputeEnvironmentSpec X2I = onDemand("x2i");

    @Test
    void undoingAnEditPutsTheFirstEnvironmentBackInFront() {
        Scene scene = Scene.instant().wants(M6I).settles().startsAJob(Scene.WORK, 8);
        scene.wants(C6I).settles();
        scene.wants(M6I).settles();
        assertThat(scene.picture()).containsExactly("work queue [A]", "A m6i open 0-256, 8 in use");
        assertThat(scene.aws.killed()).isEmpty();
    }

    @Test
    void editingBackAndForthWhileJobsRunOnBothUsesTheSameTwoEnvironments() {
        Scene scene = Scene.instant().wants(M6I).settles().startsAJob(Scene.WORK, 8);
        for (int i = 0; i < 3; i++) {
            scene.wants(C6I).settles().startsAJob(Scene.WORK, 4);
            assertThat(scene.picture().get(0)).isEqualTo("work queue [B, A]");
            scene.wants(M6I).settles().startsAJob(Scene.WORK, 8);
            assertThat(scene.picture().get(0)).isEqualTo("work queue [A, B]");
        }
        assertThat(scene.aws.killed()).isEmpty();
        scene.itsJobsEnd().settles();
        assertThat(scene.picture()).containsExactly("work queue [A]", "A m6i open 0-256");
    }

    @Test
    void everyEnvironmentMadeAfterOneHasGoneHasANameThatWasNeverTaken() {
        Scene scene = Scene.instant().wants(M6I).settles();
        for (AwsBatchComputeEnvironmentSpec next : new AwsBatchComputeEnvironmentSpec[] {C6I, M6I, C6I, M6I}) {
            scene.startsAJob(Scene.WORK, 8).wants(next).settles();
            scene.itsJobsEnd().settles();
        }
        assertThat(scene.picture()).containsExactly("work queue [E]", "E m6i open 0-256");
    }

    @Test
    void anEditWhileTheSecondIsStillEmptyChangesTheSecond() {
        Scene scene = Scene.instant().wants(M6I).settles().startsAJob(Scene.WORK, 8);
        scene.wants(C6I).settles();
        scene.wants(R6I).settles();
        assertThat(scene.picture())
                .containsExactly("work queue [B, A]", "A m6i closed 0-256, 8 in use", "B r6i open 0-256");
    }

    @Test
    void theFirstStaysOpenUntilTheQueuePrefersTheSecond() {
        Scene scene = Scene.instant().wants(M6I).settles().startsAJob(Scene.WORK, 8);
        scene.wants(C6I);
        scene.passesUntil(picture -> {
            assertThat(picture).contains("A m6i open 0-256, 8 in use");
            return picture.get(0).equals("work queue [B, A]");
        });
        assertThat(scene.picture()).contains("work queue [B, A]", "A m6i open 0-256, 8 in use");
    }

    @Test
    void anEnvironmentThatFallsIdleIsClosedBeforeItLeavesTheQueue() {
        Scene scene = Scene.instant().wants(M6I).settles().startsAJob(Scene.WORK, 8);
        scene.wants(C6I);
        scene.passesUntil(picture -> picture.get(0).equals("work queue [B, A]"));
        scene.itsJobsEnd();
        scene.pass();
        assertThat(scene.picture()).containsExactly("work queue [B, A]", "A m6i closed 0-256", "B c6i open 0-256");
        scene.settles();
        assertThat(scene.picture()).containsExactly("work queue [B]", "B c6i open 0-256");
    }

    @Test
    void aDrainingEnvironmentSaysWhatItWaitsFor() {
        Scene scene = Scene.instant().wants(M6I).settles().startsAJob(Scene.WORK, 8);
        scene.wants(C6I).settles();
        assertThat(scene.plan().lines())
                .containsExactly(
                        "keep " + scene.environment("A") + ": it goes when its jobs have ended (8 vCPUs in use)");
    }

    @Test
    void aFourthEnvironmentWaitsUntilOneOfTheThreeIsFreeAndTheFirstInOrderGoesOnServing() {
        Scene scene = Scene.instant().wants(M6I).settles().startsAJob(Scene.WORK, 8);
        scene.wants(C6I).settles().startsAJob(Scene.WORK, 4);
        scene.wants(R6I).settles().startsAJob(Scene.WORK, 2);
        scene.wants(X2I).settles();
        assertThat(scene.picture())
                .containsExactly(
                        "work queue [C, B, A]",
                        "A m6i closed 0-256, 8 in use",
                        "B c6i closed 0-256, 4 in use",
                        "C r6i open 0-256, 2 in use");
        assertThat(scene.plan().lines())
                .anyMatch(line -> line.contains("the queue holds 3 compute environments, AWS's maximum; it goes on when"
                        + " the jobs of " + scene.environment("A").name() + " have ended"));
        scene.aws.end(scene.aws.jobs().get(0));
        scene.settles();
        assertThat(scene.picture())
                .as("the one that is free now is changed and put in front")
                .contains("work queue [A, C, B]", "A x2i open 0-256");
        assertThat(scene.aws.killed()).isEmpty();
    }

    @Test
    void inAFullAccountTheEditWaitsAndTheEnvironmentGoesOnServing() {
        Scene scene = Scene.instant().besideOthers(49).wants(M6I).settles().startsAJob(Scene.WORK, 8);
        scene.wants(C6I).settles();
        assertThat(scene.picture()).containsExactly("work queue [A]", "A m6i open 0-256, 8 in use");
        assertThat(scene.plan().lines())
                .singleElement()
                .asString()
                .contains("the account has 50 of 50 compute environments in eu-west-1; it goes on when one is deleted,"
                        + " or when nothing runs on " + scene.environment("A").name());
    }

    @Test
    void inAFullAccountTheEditIsMadeInPlaceOnceNothingRuns() {
        Scene scene = Scene.instant().besideOthers(49).wants(M6I).settles().startsAJob(Scene.WORK, 8);
        scene.wants(C6I).settles().itsJobsEnd().settles();
        assertThat(scene.picture()).containsExactly("work queue [A]", "A c6i open 0-256");
    }

    @Test
    void inAFullAccountTheEditIsMadeBesideOnceSomebodyMakesRoom() {
        Scene scene = Scene.instant().besideOthers(49).wants(M6I).settles().startsAJob(Scene.WORK, 8);
        scene.wants(C6I).settles().besideOthers(48).settles();
        assertThat(scene.picture().get(0)).isEqualTo("work queue [B, A]");
    }

    @Test
    void inAFullAccountAnEnvironmentThatCanNeverBeChangedGoesOnServing() {
        AwsBatchComputeEnvironmentSpec bestFit =
                Scene.forge("provisioningModel: OnDemand", "allocationStrategy: BEST_FIT", "instanceTypes: [m6i]");
        Scene scene = Scene.instant().besideOthers(49).wants(bestFit).settles();
        scene.wants(C6I).settles();
        assertThat(scene.picture()).containsExactly("work queue [A]", "A m6i BEST_FIT open 0-256");
    }

    @Test
    void aRejectedEnvironmentStaysInItsQueueWhileThereIsNoRoomForAnother() {
        AwsBatchComputeEnvironmentSpec bestFit =
                Scene.forge("provisioningModel: OnDemand", "allocationStrategy: BEST_FIT", "instanceTypes: [m6i]");
        Scene scene = Scene.instant().besideOthers(49).wants(bestFit).settles();
        scene.aws.fail(scene.environment("A"), "no such type");
        scene.wants(C6I).settles();
        assertThat(scene.picture().get(0)).isEqualTo("work queue [A]");
    }

    @Test
    void aRejectedSecondEnvironmentNeverPushesTheFirstOneOut() {
        Scene scene = Scene.slow().wants(M6I).settles().startsAJob(Scene.WORK, 8);
        scene.wants(C6I);
        scene.passesUntil(picture -> picture.size() == 3);
        scene.aws.fail(scene.environment("B"), "not authorised");
        Plan plan = scene.plan();
        assertThat(plan.lines())
                .contains("update " + scene.environment("B") + ": AWS rejects it: not authorised")
                .anyMatch(line -> line.startsWith("wait job queue " + Scene.WORK));
        assertThat(scene.picture()).contains("work queue [A]", "A m6i open 0-256, 8 in use");
    }

    @Test
    void aLowerMaximumIsReachedWhenNoMoreIsInUse() {
        Scene scene = Scene.instant().wants(onDemand("m6i")).settles().startsAJob(Scene.WORK, 100);
        scene.wants(Scene.forge("provisioningModel: OnDemand", "instanceTypes: [m6i]", "maxCpus: 16"))
                .settles();
        assertThat(scene.plan().lines())
                .containsExactly("keep " + scene.environment("A")
                        + ": maxCpus goes down to 16 when no more are in use (now 100)");
        scene.itsJobsEnd().settles();
        assertThat(scene.picture()).containsExactly("work queue [A]", "A m6i open 0-16");
    }

    @Test
    void theWantedEnvironmentSaysWhatAnUpdateMayDoToItsJobs() {
        Scene scene = Scene.instant().wants(M6I).settles();
        scene.wants(C6I);
        assertThat(scene.stack().find(scene.environment("A")).orElseThrow().resource())
                .isInstanceOfSatisfying(
                        ComputeEnvironment.class,
                        wanted -> assertThat(wanted.onUpdate())
                                .isEqualTo(scene.request().onUpdate()));
    }

    private static AwsBatchComputeEnvironmentSpec onDemand(String family) {
        return Scene.forge("provisioningModel: OnDemand", "instanceTypes: [" + family + "]");
    }
}
