package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.EfsCreateSpec;
import io.towerforge.api.v1alpha1.EfsSpec;
import io.towerforge.api.v1alpha1.EnvironmentScope;
import io.towerforge.api.v1alpha1.EnvironmentVariable;
import io.towerforge.api.v1alpha1.FsxCreateSpec;
import io.towerforge.api.v1alpha1.FsxSpec;
import io.towerforge.api.v1alpha1.HeadJobSpec;
import io.towerforge.api.v1alpha1.ManualSpec;
import io.towerforge.simulator.core.Fault;
import io.towerforge.simulator.core.LiveObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody runs Nextflow itself in AWS Batch. */
class HeadJobTest {
    private static final String KIND = "AWS::Batch::JobDefinition";

    @Test
    void runningAPipelineIsOneSubmission() {
        Story story = Story.ofAnEnvironment();
        var published = story.world().cluster().configMap("rnaseq-nextflow");
        String definition = published.get("head-job-definition");
        assertThat(story.environment().getStatus().nextflow().headJobDefinition())
                .isEqualTo(definition);

        story.person()
                .batch()
                .submitJob(job -> job.jobName("rnaseq")
                        .jobQueue(published.get("head-queue"))
                        .jobDefinition(definition)
                        .parameters(java.util.Map.of("pipeline", "nf-core/rnaseq", "arguments", "-profile test")));
        story.passes(Duration.ofMinutes(10));

        assertThat(story.world().aws().jobs())
                .singleElement()
                .satisfies(job -> assertThat(job.startedAt()).isNotNull());
    }

    @Test
    void anEditIsAnotherRevisionAndTheOldOneGoes() {
        Story story = Story.ofAPipeline();
        String before = story.one(KIND).id();

        story.edit(spec -> spec.withHeadJob(new HeadJobSpec(4, 16384, null, null)));
        story.passes(Duration.ofMinutes(10));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.objects(KIND)).singleElement().satisfies(one -> {
            assertThat(one.id()).isNotEqualTo(before);
            assertThat(one.attributes().toString()).contains("value=16384");
        });
        assertThat(story.objects("AWS::Batch::ComputeEnvironment")).hasSize(2);
        assertThat(story.lostJobs()).isEmpty();
    }

    @Test
    void ofTwoRevisionsThatOneLostAnswerMadeOneIsLeft() {
        Story story = Story.ofAnEnvironment();
        story.world()
                .aws()
                .interceptor(Fault.RESENT_AFTER.once(call -> call.operation().equals("RegisterJobDefinition")));

        story.edit(spec -> spec.withHeadJob(new HeadJobSpec(4, 16384, null, null)));
        story.passes(Duration.ofMinutes(10));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.objects(KIND)).hasSize(1);
        assertThat(story.writes().stream().filter(call -> call.operation().equals("DeregisterJobDefinition")))
                .hasSize(2);
    }

    @Test
    void foldersWhoseNamesLookAlikeAreTwoVolumes() {
        Story story = Story.ofAnEnvironment();
        story.editForge(forge -> forge.withEfs(new EfsSpec(new EfsCreateSpec(null), null, "/data/genomes-1"))
                .withFsx(new FsxSpec(new FsxCreateSpec(1200), null, "/data/genomes.1")));
        story.passes(Duration.ofHours(1));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.writes().stream().filter(call -> call.operation().equals("RegisterJobDefinition")))
                .hasSize(2);
    }

    @Test
    void aHeadJobThatIsLargerThanMostStartsAllTheSame() {
        Story story = Story.ofAnEnvironment();
        story.edit(spec -> spec.withHeadJob(new HeadJobSpec(96, 16384, null, null)));
        story.passes(Duration.ofMinutes(10));
        story.submit("head", 96);
        story.passes(Duration.ofMinutes(10));

        assertThat(story.world().aws().jobs())
                .singleElement()
                .satisfies(job -> assertThat(job.startedAt()).isNotNull());
    }

    @Test
    void itGoesWithTheEnvironment() {
        Story story = Story.ofAnEnvironment();
        story.delete();
        story.passes(Duration.ofMinutes(20));

        assertThat(story.isGone()).isTrue();
        assertThat(story.objects(KIND)).isEmpty();
    }

    @Test
    void theValueOfAVariableIsTheJobsBusinessAlone() {
        Story story = Story.ofAnEnvironment();
        story.edit(spec ->
                spec.withEnvironment(List.of(new EnvironmentVariable("TOKEN", "tr0ub4dor", EnvironmentScope.HEAD))));
        story.annotate("towerforge.io/plan", "true");
        story.passes(Duration.ofMinutes(1));
        assertThat(story.environment().getStatus().plan()).anyMatch(line -> line.contains("+TOKEN"));
        assertThat(story.environment().getStatus().toString()).doesNotContain("tr0ub4dor");

        story.annotate("towerforge.io/plan", null);
        story.passes(Duration.ofMinutes(10));
        assertThat(story.isSettled()).isTrue();
        assertThat(story.one(KIND).attributes().toString()).contains("tr0ub4dor");
        assertThat(story.environment().getStatus().toString()).doesNotContain("tr0ub4dor");
        assertThat(story.world().cluster().events()).noneMatch(event -> event.contains("tr0ub4dor"));
        assertThat(story.world().cluster().configMap("rnaseq-nextflow").toString())
                .doesNotContain("tr0ub4dor");
    }

    @Test
    void aConfigurationTooLargeForBatchKeepsNobodyFromUsingTheQueues() {
        Story story = Story.begins();
        story.world().cluster().apply(Story.NAME, Story.SPOT.withNextflowConfig("// " + "x".repeat(40_000) + "\n"));
        story.passes(Duration.ofMinutes(10));

        assertThat(story.readiness()).startsWith("True/");
        assertThat(story.condition("Reconciling").message()).contains("shorten `nextflowConfig`");
        assertThat(story.world().cluster().configMap("rnaseq-nextflow"))
                .containsKey("nextflow.config")
                .doesNotContainKey("head-job-definition");
    }

    @Test
    void queuesOfTheUsersOwnGetAJobDefinitionWhereTheSpecSpeaksOfTheHeadJob() {
        Story story = Story.begins();
        Strangers.queues(story, "their-head", "their-work");
        List<LiveObject> theirs = story.objects();
        story.world()
                .cluster()
                .apply(
                        Story.NAME,
                        Story.SPOT
                                .withForge(null)
                                .withManual(new ManualSpec("their-head", "their-work"))
                                .withPreRunScript("module load java\n"));
        story.passes(Duration.ofMinutes(10));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.objects(KIND)).hasSize(1);
        assertThat(story.environment().getStatus().nextflow().headJobDefinition())
                .isEqualTo(story.one(KIND).name());

        story.edit(spec -> spec.withPreRunScript(null));
        story.passes(Duration.ofMinutes(10));
        assertThat(story.isSettled()).isTrue();
        assertThat(story.objects()).isEqualTo(theirs);
    }
}
