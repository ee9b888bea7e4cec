package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.ManualSpec;
import io.towerforge.simulator.core.LiveObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.batch.model.JQState;

/** Somebody brings queues of their own. */
class ManualModeTest {
    private static final ManualSpec THEIRS = new ManualSpec("their-head", "their-work");

    @Test
    void queuesThatDoNotExistAreNamedAndTakenUpOnceTheyDo() {
        Story story = Story.begins();
        story.world().cluster().apply(Story.NAME, Story.SPOT.withForge(null).withManual(THEIRS));
        story.passes(Duration.ofHours(1));
        assertThat(story.stalled()).startsWith("QueueUnusable: ").contains("'their-head'", "'their-work'", "create");
        assertThat(story.calls().size()).isLessThan(200);

        Strangers.queues(story, "their-head", "their-work");
        story.passes(Story.UNTIL_THE_NEXT_PASS);

        assertThat(story.isSettled()).isTrue();
        assertThat(story.writes()).isEmpty();
        assertThat(story.world().cluster().configMap("rnaseq-nextflow")).containsEntry("compute-queue", "their-work");
    }

    @Test
    void aQueueThatIsDisabledIsSeenAndSoIsThatItTakesJobsAgain() {
        Story story = manual();
        story.person()
                .batch()
                .updateJobQueue(request -> request.jobQueue("their-work").state(JQState.DISABLED));
        story.passes(Story.UNTIL_THE_NEXT_PASS);
        assertThat(story.stalled()).contains("'their-work' is DISABLED", "Enable it");

        story.person()
                .batch()
                .updateJobQueue(request -> request.jobQueue("their-work").state(JQState.ENABLED));
        story.passes(Story.UNTIL_THE_NEXT_PASS);
        assertThat(story.isSettled()).isTrue();
        assertThat(story.writes()).isEmpty();
    }

    @Test
    void backFromTheirQueuesAnEnvironmentWithJobsIsWhatItWas() {
        Story story = Story.ofAPipeline();
        story.editForge(forge -> forge.withAllowedBuckets(List.of("s3://acme-references")));
        story.passes(Story.UNTIL_THE_NEXT_PASS);
        story.editForge(forge -> forge.withAllowedBuckets(List.of()));
        story.passes(Story.UNTIL_THE_NEXT_PASS);
        Set<String> permissions = Permissions.ofInstances(story);
        String serving = story.serving("work").name();
        Strangers.queues(story, "their-head", "their-work");
        story.world().aws().network().images().publish("amazon-linux-2023");

        story.edit(spec -> spec.withForge(null).withManual(THEIRS));
        story.passes(Duration.ofMinutes(10));
        story.edit(spec -> spec.withForge(Story.SPOT.forge()).withManual(null));
        story.passes(Duration.ofMinutes(30));

        assertThat(story.serving("work").name()).isEqualTo(serving);
        assertThat(Permissions.ofInstances(story)).containsAll(permissions);
        assertThat(story.lostJobs()).isEmpty();
    }

    @Test
    void aQueueThatIsBeingEditedGoesOnServing() {
        Story story = manual();
        story.person()
                .batch()
                .updateJobQueue(request -> request.jobQueue("their-work").priority(7));
        story.annotate("towerforge.io/reconcile-requested-at", "now");
        story.passes(Duration.ofSeconds(1));

        assertThat(story.objects("AWS::Batch::JobQueue"))
                .filteredOn(queue -> queue.name().equals("their-work"))
                .extracting(LiveObject::state)
                .containsExactly("ENABLED/UPDATING");
        assertThat(story.readiness()).startsWith("True/");
    }

    @Test
    void aQueueThatIsOnlyBeingMadeIsWaitedFor() {
        Story story = Story.begins();
        Strangers.queues(story, "their-head");
        Strangers.queue(story, "their-work");
        story.world().cluster().apply(Story.NAME, Story.SPOT.withForge(null).withManual(THEIRS));
        story.passes(Duration.ofSeconds(1));
        assertThat(story.stalled()).contains("'their-work' is CREATING", "looked at again");

        story.passes(Story.UNTIL_THE_NEXT_PASS);
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void deletionLeavesTheirQueuesAlone() {
        Story story = manual();
        List<LiveObject> before = story.objects();
        story.delete();
        story.passes(Duration.ofMinutes(10));

        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).isEqualTo(before);
    }

    @Test
    void whoGoesOverToQueuesOfTheirOwnLosesNoJob() {
        Story story = Story.ofAPipeline();
        Strangers.queues(story, "their-head", "their-work");
        List<LiveObject> theirs = Strangers.belongings(story);

        story.edit(spec -> spec.withForge(null).withManual(THEIRS));
        story.passes(Duration.ofHours(1));
        assertThat(story.readiness()).startsWith("True/");
        assertThat(story.lostJobs()).isEmpty();
        story.finishAllJobs();
        story.passes(Duration.ofMinutes(30));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.lostJobs()).isEmpty();
        assertThat(story.objects()).isEqualTo(theirs);
    }

    @Test
    void nothingIsGivenUpForQueuesThatDoNotExist() {
        Story story = Story.ofAPipeline();
        List<LiveObject> before = story.objects();

        story.edit(spec -> spec.withForge(null).withManual(new ManualSpec("mistyped", "mistyped")));
        story.passes(Duration.ofHours(1));

        assertThat(story.stalled()).startsWith("QueueUnusable: ").contains("'mistyped'");
        assertThat(story.objects()).isEqualTo(before);
    }

    @Test
    void aPausedManualEnvironmentStillShowsItsQueues() {
        Story story = manual();

        story.annotate("towerforge.io/paused", "true");
        story.passes(Duration.ofMinutes(1));

        assertThat(story.environment().getStatus().computeQueue().name()).isEqualTo("their-work");
        assertThat(story.environment().getStatus().effective().provisioningModel())
                .isEqualTo("Manual");
    }

    private static Story manual() {
        Story story = Story.begins();
        Strangers.queues(story, "their-head", "their-work");
        story.world().cluster().apply(Story.NAME, Story.SPOT.withForge(null).withManual(THEIRS));
        story.passes(Duration.ofMinutes(1));
        assertThat(story.isSettled()).isTrue();
        return story;
    }
}
