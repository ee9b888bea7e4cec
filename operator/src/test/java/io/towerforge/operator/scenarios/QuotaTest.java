package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The account has as many compute environments as AWS allows. */
class QuotaTest {
    private static final int LIMIT = 50;

    @Test
    void aNewEnvironmentIsRefusedBeforeTheFirstWriteWithTheNumbers() {
        Story story = Story.begins();
        fill(story, LIMIT - 1);
        story.world().cluster().apply(Story.NAME, Story.SPOT);
        story.passes(Duration.ofHours(1));

        assertThat(story.stalled())
                .startsWith("PreflightFailed: ")
                .contains("49 compute environments", "allows 50", "needs 2 more", "Delete environments");
        assertThat(story.writes()).isEmpty();

        remove(story);
        story.passes(Duration.ofMinutes(15));
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void anEditThatNeedsRoomWaitsSaysWhatWouldMakeRoomAndGoesOnWhenThereIsSome() {
        Story story = Story.ofAPipeline();
        fill(story, LIMIT);

        story.edit(Edit.TYPES::of);
        story.passes(Duration.ofMinutes(30));
        assertThat(story.readiness()).startsWith("True/");
        assertThat(story.stalled()).isEmpty();
        assertThat(story.condition("Reconciling").message())
                .contains("50 of 50 compute environments", "it goes on when one is deleted");
        assertThat(story.lostJobs()).isEmpty();

        remove(story);
        story.passes(Duration.ofMinutes(15));
        assertThat(story.serving("work").attributes().toString()).contains("c6id");
        assertThat(story.lostJobs()).isEmpty();
    }

    @Test
    void takingUpSpotWithoutRoomForAHeadLeavesWhatServesReady() {
        Story story = Story.begins();
        story.world().cluster().apply(Story.NAME, Edit.ON_DEMAND.of(Story.SPOT));
        story.passes(Duration.ofMinutes(4));
        fill(story, LIMIT);

        story.edit(any -> Story.SPOT);
        story.passes(Duration.ofHours(1));
        assertThat(story.readiness()).startsWith("True/");
        assertThat(story.condition("Reconciling").message()).contains("limit of 50", "Delete compute environments");
        assertThat(story.world().cluster().configMap("rnaseq-nextflow"))
                .containsEntry("head-queue", story.queue("work").name());

        remove(story);
        story.passes(Duration.ofMinutes(20));
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void anEditThatNeedsRoomGoesInPlaceOnceNothingRuns() {
        Story story = Story.ofAPipeline();
        fill(story, LIMIT);
        story.edit(Edit.TYPES::of);
        story.passes(Duration.ofMinutes(10));

        story.finishAllJobs();
        story.passes(Duration.ofMinutes(30));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.lostJobs()).isEmpty();
        assertThat(story.serving("work").attributes().toString()).contains("c6id");
    }

    @Test
    void whatSomebodyDeletedIsMadeAgainThoughTheAccountIsNearlyFull() {
        Story story = Story.ofAnEnvironment();
        fill(story, LIMIT);
        for (String place : List.of("work", "head")) {
            String queue = story.queue(place).name();
            String environment = story.serving(place).name();
            story.person()
                    .batch()
                    .updateJobQueue(request -> request.jobQueue(queue).state("DISABLED"));
            story.passesWithoutTheOperator(Duration.ofSeconds(10));
            story.person().batch().deleteJobQueue(request -> request.jobQueue(queue));
            story.passesWithoutTheOperator(Duration.ofMinutes(1));
            story.person()
                    .batch()
                    .updateComputeEnvironment(
                            request -> request.computeEnvironment(environment).state("DISABLED"));
            story.passesWithoutTheOperator(Duration.ofSeconds(30));
            story.person().batch().deleteComputeEnvironment(request -> request.computeEnvironment(environment));
            story.passesWithoutTheOperator(Duration.ofSeconds(30));
        }

        story.passes(Duration.ofMinutes(15));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.objects("AWS::Batch::JobQueue")).hasSize(2);
    }

    private static void fill(Story story, int to) {
        for (int i = story.objects("AWS::Batch::ComputeEnvironment").size(); i < to; i++) {
            Strangers.environment(story, "strangers-" + i);
        }
    }

    /** Two of them. */
    private static void remove(Story story) {
        for (String name : List.of("strangers-20", "strangers-21")) {
            story.person()
                    .batch()
                    .updateComputeEnvironment(
                            request -> request.computeEnvironment(name).state("DISABLED"));
            story.passes(Duration.ofSeconds(30));
            story.person().batch().deleteComputeEnvironment(request -> request.computeEnvironment(name));
        }
    }
}
