package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.ActiveJobsPolicy;
import io.towerforge.api.v1alpha1.Annotations;
import io.towerforge.api.v1alpha1.DeletionPolicy;
import io.towerforge.api.v1alpha1.OnDelete;
import io.towerforge.operator.world.World;
import io.towerforge.simulator.core.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Somebody deletes an environment. */
class DeletionTest {
    @Test
    void whatIsRetainedIsNotTouchedAndListed() {
        Story story = Story.ofAPipeline();
        story.edit(spec -> spec.withDeletionPolicy(DeletionPolicy.RETAIN));
        story.passes(Duration.ofMinutes(1));
        var before = story.objects();

        story.delete();
        story.passes(Duration.ofMinutes(1));

        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).isEqualTo(before);
        assertThat(story.events("Retained"))
                .singleElement()
                .asString()
                .contains(story.queue("work").id());
        assertThat(story.lostJobs()).isEmpty();
    }

    @Test
    void aForcedDeletionStopsWaitingForJobsAndSaysWhatStays() {
        Story story = Story.ofAPipeline();
        story.delete();
        story.passes(Duration.ofMinutes(5));

        story.annotate(Annotations.FORCE_DELETE, "true");
        story.passes(Duration.ofMinutes(5));

        assertThat(story.isGone()).isTrue();
        assertThat(story.lostJobs()).isEmpty();
        assertThat(story.events("Orphaned")).singleElement().asString().contains("-work", "-head");
    }

    @Test
    void aForcedDeletionLeavesNothingBehindThatCanBeDeleted() {
        Story story = Story.ofAnEnvironment();
        story.annotate(Annotations.FORCE_DELETE, "true");

        story.delete();
        story.passes(Duration.ofMinutes(20));

        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).isEmpty();
        assertThat(story.events("Orphaned")).isEmpty();
    }

    @Test
    void aForcedDeletionIsNotPutOffByOneThrottledCall() {
        Story story = Story.ofAnEnvironment();
        story.annotate(Annotations.FORCE_DELETE, "true");
        story.world()
                .aws()
                .interceptor(Fault.THROTTLED.times(4, call -> call.operation().equals("UpdateJobQueue")));

        story.delete();
        story.passes(Duration.ofMinutes(20));

        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).isEmpty();
    }

    @Test
    void aForcedDeletionEndsEvenWhenTheAccountLetsNobodyInAnyMore() {
        Story story = Story.ofAnEnvironment();
        String queue = story.queue("work").id();
        story.world()
                .aws()
                .interceptor(Fault.ACCESS_DENIED.on(call -> call.actor().equals(World.OPERATOR)));
        story.delete();
        story.passes(Duration.ofHours(1));
        assertThat(story.isGone()).isFalse();

        story.annotate(Annotations.FORCE_DELETE, "true");
        story.passes(Duration.ofMinutes(10));

        assertThat(story.isGone()).isTrue();
        assertThat(story.events("Orphaned")).singleElement().asString().contains(queue);
    }

    @Test
    void aDeletionWithoutPermissionsWaitsSaysSoAndEndsOnceTheyAreBack() {
        Story story = Story.ofAPipeline();
        var broken = Fault.ACCESS_DENIED.on(call -> call.actor().equals(World.OPERATOR));
        story.world().aws().interceptor(broken);

        story.delete();
        story.passes(Duration.ofHours(1));
        assertThat(story.readiness()).isEqualTo("False/MissingPermissions");
        assertThat(story.condition("Ready").message()).contains("Grant it to the role the operator uses");

        story.world().aws().removeInterceptor(broken);
        story.finishAllJobs();
        story.passes(Duration.ofMinutes(30));
        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).isEmpty();
        assertThat(story.lostJobs()).isEmpty();
    }

    @Test
    void whatWasNeverBegunBecauseAwsWasOutOfReachIsDeletedAtOnce() {
        Story story = Story.begins();
        story.world()
                .aws()
                .interceptor(
                        Fault.CONNECTION_LOST_BEFORE.on(call -> call.actor().equals(World.OPERATOR)));
        story.world().cluster().apply(Story.NAME, Story.SPOT);
        story.passes(Duration.ofHours(1));
        assertThat(story.environment().getMetadata().getFinalizers()).isEmpty();

        story.delete();

        assertThat(story.isGone()).isTrue();
    }

    @Test
    void anInvalidEnvironmentIsDeletedLikeAnyOther() {
        Story story = Story.ofAnEnvironment();
        story.world().aws().invalidate(story.serving("work").name(), "CLIENT_ERROR - Clusters can not be blank.");
        story.passes(Duration.ofSeconds(10));

        story.delete();
        story.passes(Duration.ofMinutes(30));

        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).isEmpty();
    }

    @Test
    void aDeletionThatSomebodyElsesQueueHoldsUpSaysWhy() {
        Story story = Story.ofAnEnvironment();
        String environment = story.serving("work").name();
        story.person()
                .batch()
                .createJobQueue(request -> request.jobQueueName("theirs")
                        .priority(1)
                        .computeEnvironmentOrder(entry -> entry.order(1).computeEnvironment(environment)));
        story.edit(spec -> spec.withOnDelete(new OnDelete(ActiveJobsPolicy.WAIT, 60)));
        story.passes(Duration.ofMinutes(1));

        story.delete();
        story.passes(Duration.ofMinutes(30));
        assertThat(story.condition("Ready").message()).contains(environment, "JobQueue relationship");
        story.passes(Duration.ofHours(2));
        assertThat(story.stalled()).startsWith("DeletionBlocked: ").contains(environment, "JobQueue relationship");

        story.annotate(Annotations.FORCE_DELETE, "true");
        story.passes(Duration.ofMinutes(10));
        assertThat(story.isGone()).isTrue();
        assertThat(story.events("Orphaned")).singleElement().asString().contains(environment);
    }

    @Test
    void underTheSameNameAnotherEnvironmentIsMade() {
        Story story = Story.ofAnEnvironment();
        String queue = story.queue("work").id();
        story.delete();
        story.passes(Duration.ofMinutes(30));

        story.world().cluster().apply(Story.NAME, Story.SPOT);
        story.world().wake();
        story.passes(Duration.ofMinutes(10));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.queue("work").id()).isNotEqualTo(queue);
        assertThat(story.objects("AWS::Batch::ComputeEnvironment")).hasSize(2);
    }

    @Test
    void aPausedDeletionChangesNothingAndSaysThatItIsPaused() {
        Story story = Story.ofAnEnvironment();
        story.annotate(Annotations.PAUSED, "true");
        story.passes(Duration.ofMinutes(1));
        var before = story.objects();

        story.delete();
        story.passes(Duration.ofHours(1));

        assertThat(story.objects()).isEqualTo(before);
        assertThat(story.condition("Advisory").reason()).isEqualTo("Paused");
        assertThat(story.condition("Ready").observedGeneration())
                .isEqualTo(story.environment().getMetadata().getGeneration());

        story.annotate(Annotations.PAUSED, "false");
        story.passes(Duration.ofMinutes(30));
        assertThat(story.isGone()).isTrue();
    }

    @Test
    void aPlannedDeletionIsShownAndNotCarriedOut() {
        Story story = Story.ofAnEnvironment();
        story.annotate(Annotations.PLAN, "true");
        story.passes(Duration.ofMinutes(1));
        var before = story.objects();

        story.delete();
        story.passes(Duration.ofHours(1));

        assertThat(story.objects()).isEqualTo(before);
        assertThat(story.environment().getStatus().plan()).isNotEmpty();
        assertThat(story.condition("Advisory").reason()).isEqualTo("PlanOnly");
    }

    @Test
    void aReplicaThatTakesOverDoesNotBelieveThatThereIsNothingHoweverLongItStoodBy() {
        Story story = Story.begins();
        Runnable takeOver = story.world().standBy();
        story.passesWithoutTheOperator(Duration.ofHours(1));
        story.world().cluster().apply(Story.NAME, Story.SPOT);
        story.world().step();
        assertThat(story.objects()).isNotEmpty();

        takeOver.run();
        story.delete();
        story.passes(Duration.ofMinutes(30));

        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).isEmpty();
    }
}
