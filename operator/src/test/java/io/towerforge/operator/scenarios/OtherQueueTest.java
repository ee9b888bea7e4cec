package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.Architecture;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.FusionSpec;
import io.towerforge.api.v1alpha1.ManualSpec;
import io.towerforge.api.v1alpha1.RunningJobsPolicy;
import io.towerforge.api.v1alpha1.UpdatesSpec;
import io.towerforge.api.v1alpha1.WaveSpec;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Edits that give up the queue of the tasks for another, while a pipeline runs that knows only the old one. */
class OtherQueueTest {
    private static final AwsBatchComputeEnvironmentSpec ON_GRAVITON = Story.SPOT
            .withWave(new WaveSpec(true))
            .withFusion(new FusionSpec(true, null, null))
            .withForge(Story.SPOT.forge().withFargateHead(true).withArchitecture(Architecture.ARM64));

    enum Move {
        TO_GRAVITON(ON_GRAVITON),
        TO_SOMEBODYS_QUEUES(Story.SPOT.withForge(null).withManual(new ManualSpec("theirs", "theirs")));

        private final AwsBatchComputeEnvironmentSpec spec;

        Move(AwsBatchComputeEnvironmentSpec spec) {
            this.spec = spec;
        }
    }

    private final Story story = Story.ofAPipeline();
    private final String old = story.queue("work").name();

    OtherQueueTest() {
        Strangers.queues(story, "theirs");
    }

    @ParameterizedTest
    @EnumSource
    void aPipelineGoesOnSubmittingWhereItWasToldTo(Move move) {
        story.world().cluster().apply(Story.NAME, move.spec);
        story.passes(Duration.ofMinutes(20));
        assertThat(story.condition("Reconciling").message()).contains("has not ended");
        assertThat(story.queue("work").state()).isEqualTo("ENABLED/VALID");
        assertThat(story.world().cluster().configMap("rnaseq-nextflow").get("compute-queue"))
                .isNotEqualTo(old);

        String next = story.world().aws().submit(old, "next-task", 2, null);
        story.passes(Duration.ofMinutes(10));
        assertThat(story.world().aws().jobs())
                .filteredOn(job -> job.id().equals(next))
                .singleElement()
                .satisfies(job -> assertThat(job.startedAt()).isNotNull());

        story.finishAllJobs();
        story.passes(Duration.ofMinutes(30));
        assertThat(story.objects()).noneMatch(one -> one.name().equals(old));
        assertThat(story.isSettled()).isTrue();
        assertThat(story.lostJobs()).isEmpty();
    }

    @Test
    void whereJobsMayBeEndedTheQueueClosesAtOnce() {
        story.world()
                .cluster()
                .apply(
                        Story.NAME,
                        ON_GRAVITON.withForge(
                                ON_GRAVITON.forge().withUpdates(new UpdatesSpec(RunningJobsPolicy.TERMINATE))));
        story.passes(Duration.ofMinutes(30));

        assertThat(story.objects()).noneMatch(one -> one.name().equals(old));
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void aDeletionThatFollowsLetsNothingMoreIn() {
        story.world().cluster().apply(Story.NAME, ON_GRAVITON);
        story.passes(Duration.ofMinutes(20));

        story.world().cluster().delete(Story.NAME);
        story.passes(Duration.ofMinutes(5));

        assertThat(story.objects("AWS::Batch::JobQueue"))
                .filteredOn(queue -> queue.name().equals(old))
                .singleElement()
                .satisfies(queue -> assertThat(queue.state()).startsWith("DISABLED"));
    }
}
