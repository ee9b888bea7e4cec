package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.ActiveJobsPolicy;
import io.towerforge.api.v1alpha1.OnDelete;
import io.towerforge.simulator.batch.JobEnd;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody deletes an environment with jobs in it. */
class DeletionWithJobsTest {
    @Test
    void aDeletionWaitsForJobsAndCountsThemForEachQueue() {
        Story story = Story.ofAPipeline();

        story.delete();
        story.passes(Duration.ofHours(3));

        assertThat(story.readiness()).isEqualTo("Unknown/Draining");
        assertThat(story.condition("Ready").message())
                .contains("-head: 1 job in it has not ended", "-work: 2 jobs in it have not ended");
        assertThat(story.queue("work").state()).startsWith("DISABLED");
        assertThat(story.lostJobs()).isEmpty();

        story.finishAllJobs();
        story.passes(Duration.ofMinutes(30));
        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).isEmpty();
    }

    @Test
    void afterItsTimeADeletionIsBlockedAndStillKillsNothing() {
        Story story = Story.ofAPipeline();
        story.edit(spec -> spec.withOnDelete(new OnDelete(ActiveJobsPolicy.WAIT, 60)));

        story.delete();
        story.passes(Duration.ofMinutes(59));
        assertThat(story.stalled()).isEmpty();
        story.passes(Duration.ofHours(12));

        assertThat(story.stalled())
                .startsWith("DeletionBlocked: ")
                .contains("2 jobs", "spec.onDelete.activeJobs: Terminate");
        assertThat(story.lostJobs()).isEmpty();
    }

    @Test
    void terminatedJobsNameTheObjectThatEndedThem() {
        Story story = Story.ofAPipeline();
        story.delete();
        story.passes(Duration.ofMinutes(5));

        story.edit(spec -> spec.withOnDelete(new OnDelete(ActiveJobsPolicy.TERMINATE, null)));
        story.passes(Duration.ofMinutes(30));

        assertThat(story.isGone()).isTrue();
        assertThat(story.lostJobs()).hasSize(3).allSatisfy(job -> {
            assertThat(job.end()).isEqualTo(JobEnd.TERMINATED_BY_REQUEST);
            assertThat(job.reason()).contains("genomics/rnaseq");
        });
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "DISABLES_THE_ENVIRONMENT",
                "EMPTIES_THE_PROFILE",
                "DELETES_THE_PROFILE",
                "DELETES_THE_EXECUTION_ROLE",
                "DELETES_THE_LOG_GROUP",
                "DELETES_THE_TEMPLATE"
            })
    void aDeletionLetsJobsStartThatMissWhatTheyNeed(Deed deed) {
        Story story = Story.ofAnEnvironment();
        deed.to(story);
        story.submit("work", 4);
        story.delete();
        story.passes(Duration.ofHours(1));
        assertThat(story.world().aws().jobs())
                .allSatisfy(job -> assertThat(job.startedAt()).isNotNull());

        story.finishAllJobs();
        story.passes(Duration.ofMinutes(30));
        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).isEmpty();
        assertThat(story.lostJobs()).isEmpty();
    }
}
