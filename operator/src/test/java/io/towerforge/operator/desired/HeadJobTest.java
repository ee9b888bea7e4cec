package io.towerforge.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.HeadJobSpec;
import io.towerforge.operator.model.JobDefinition;
import io.towerforge.operator.model.Slot;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The job definition of the head job. */
class HeadJobTest {
    private static final AwsBatchComputeEnvironmentSpec SPEC = Scene.forge("provisioningModel: Spot");
    private static final AwsBatchComputeEnvironmentSpec MANUAL = Scene.spec("region: eu-west-1\n"
            + "workDirectory: s3://acme/work\nmanual:\n  headQueue: their-head\n"
            + "  computeQueue: arn:aws:batch:eu-west-1:111122223333:job-queue/their-work\n");
    private static final String ROLE = "arn:aws:iam::111122223333:role/nextflow";

    @Test
    void itHasBatchForgesDefaults() {
        JobDefinition definition = definition(SPEC);
        assertThat(definition.container().cpus()).isEqualTo(1);
        assertThat(definition.container().memoryMiB()).isEqualTo(4096);
        assertThat(definition.container().jobRoleArn()).isEmpty();
        assertThat(definition.container().executionRoleArn()).endsWith("-ExecutionRole");
        assertThat(definition.container().logs()).containsEntry("awslogs-group", Scene.STACK.prefix());
    }

    /** Nextflow itself reads and writes the work directory. */
    @Test
    void itSeesTheFileSystemsOfItsInstance() {
        JobDefinition definition = definition(
                Scene.forge("efs: { create: {} }", "fsx: { create: {} }").withWorkDirectory("/mnt/efs/work"));
        assertThat(definition.container().folders()).containsExactly("/mnt/efs", "/mnt/fsx");
        assertThat(definition(SPEC).container().folders()).isEmpty();
    }

    @Test
    void queuesOfTheUsersOwnGetOneWhereTheSpecSpeaksOfTheHeadJob() {
        assertThat(slot(MANUAL)).isEmpty();
        assertThat(slot(MANUAL.withPreRunScript("date"))).isPresent();
        JobDefinition definition = definition(MANUAL.withHeadJob(new HeadJobSpec(2, null, null, null)));
        assertThat(definition.container().cpus()).isEqualTo(2);
        assertThat(definition.container().variables().all().get(HeadScript.CONFIG))
                .contains("queue = 'their-work'");
        assertThat(definition.container().logs()).isEmpty();
    }

    @Test
    void whatAwsBatchWouldNotTakeWaitsAndSaysWhatToShorten() {
        Slot slot = slot(SPEC.withNextflowConfig("// " + "x".repeat(60_000))).orElseThrow();
        assertThat(slot.isPending()).isTrue();
        assertThat(slot.reason())
                .matches("configuration, scripts and variables take \\d+ of at most 22528 bytes; shorten .*");
        Scene scene = Scene.instant()
                .wants(SPEC.withNextflowConfig("// " + "x".repeat(60_000)))
                .settles();
        assertThat(scene.picture()).hasSize(4);
    }

    @Test
    void theLongestScriptsAndSomeConfigurationFit() {
        assertThat(slot(SPEC.withPreRunScript("x".repeat(4096))
                                .withPostRunScript("x".repeat(4096))
                                .withNextflowConfig("x".repeat(8192)))
                        .orElseThrow()
                        .isPending())
                .isFalse();
    }

    @Test
    void pipelinesAreToldOfItOnceItIsThere() {
        Scene scene = Scene.instant().wants(SPEC);
        assertThat(new Publication(scene.request()).data()).doesNotContainKey("head-job-definition");
        scene.settles();
        assertThat(new Publication(scene.request()).data())
                .containsEntry("head-job-definition", Scene.STACK.prefix() + "-head");
    }

    private static Optional<Slot> slot(AwsBatchComputeEnvironmentSpec spec) {
        return new Publication(Scene.instant().wants(spec).request()).headJob();
    }

    private static JobDefinition definition(AwsBatchComputeEnvironmentSpec spec) {
        return (JobDefinition) slot(spec).orElseThrow().resource();
    }
}
