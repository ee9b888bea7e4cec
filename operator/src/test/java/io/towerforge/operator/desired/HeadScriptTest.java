package io.towerforge.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.EnvironmentScope;
import io.towerforge.api.v1alpha1.EnvironmentVariable;
import io.towerforge.api.v1alpha1.FusionSpec;
import io.towerforge.api.v1alpha1.WaveSpec;
import io.towerforge.operator.model.JobDefinition;
import io.towerforge.operator.model.Slot;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** A head job as AWS Batch starts it, with a stand-in for Nextflow. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD) // a script that hangs fails, and holds nobody up
class HeadScriptTest {
    private static final AwsBatchComputeEnvironmentSpec SPEC = Scene.forge("provisioningModel: Spot");

    /** Tells its arguments, the configuration it was given, and one variable. */
    private static final String NEXTFLOW = """
            printf 'argument %s\\n' "$@"
            cat "$4" | head -n 1
            echo "A is ${A-unset}"
            """;

    @TempDir
    private Path directory;

    @Test
    void nextflowRunsThePipelineWithTheConfigurationAndTheArguments() throws IOException {
        Result result = run(SPEC, NEXTFLOW, "nf-core/rnaseq", "-r 3.14.0 --outdir \"s3://a b\" -profile test");
        assertThat(result.output.lines())
                .containsSubsequence(
                        "argument run",
                        "argument nf-core/rnaseq",
                        "argument -c",
                        "argument towerforge.config",
                        "argument -r",
                        "argument 3.14.0",
                        "argument --outdir",
                        "argument s3://a b",
                        "argument -profile",
                        "argument test",
                        "// Nextflow configuration of AwsBatchComputeEnvironment genomics/rnaseq");
        assertThat(result.exitCode).isZero();
    }

    @Test
    void theScriptBeforeIsSourced() throws IOException {
        Result result = run(SPEC.withPreRunScript("export A=\"it's\"\n"), NEXTFLOW, "hello", "");
        assertThat(result.output).contains("A is it's\n");
    }

    @Test
    void aScriptBeforeThatFailsEndsTheJobBeforeNextflowStarts() throws IOException {
        Result result = run(SPEC.withPreRunScript("false\necho not reached\n"), NEXTFLOW, "hello", "");
        assertThat(result.exitCode).isNotZero();
        assertThat(result.output).doesNotContain("argument", "not reached");
    }

    @Test
    void theScriptAfterSeesHowNextflowEndedAndTheJobEndsLikeIt() throws IOException {
        Result result = run(SPEC.withPostRunScript("echo \"ended with $NXF_EXIT_STATUS\"\n"), "exit 7", "hello", "");
        assertThat(result.output).contains("ended with 7");
        assertThat(result.exitCode).isEqualTo(7);
    }

    @Test
    void variablesReachNextflowAsTheyAreAlsoWhenTheyAreEmpty() throws IOException {
        String hostile = "it's $(id) `id` \"quoted\"";
        assertThat(run(
                                SPEC.withEnvironment(List.of(new EnvironmentVariable("A", hostile, null))),
                                NEXTFLOW,
                                "hello",
                                "")
                        .output)
                .contains("A is " + hostile + "\n");
        assertThat(run(
                                SPEC.withEnvironment(List.of(new EnvironmentVariable("A", "", EnvironmentScope.HEAD))),
                                NEXTFLOW,
                                "hello",
                                "")
                        .output)
                .contains("A is \n");
        assertThat(run(
                                SPEC.withEnvironment(
                                        List.of(new EnvironmentVariable("A", "b", EnvironmentScope.COMPUTE))),
                                NEXTFLOW,
                                "hello",
                                "")
                        .output)
                .contains("A is unset\n");
    }

    @Test
    void withFusionAndWithoutATokenTheLogSaysWhyNextflowMayEndAtOnce() throws IOException {
        AwsBatchComputeEnvironmentSpec fusion =
                SPEC.withWave(new WaveSpec(true)).withFusion(new FusionSpec(true, null, null));

        assertThat(run(fusion, NEXTFLOW, "hello", "").output).contains("TOWER_ACCESS_TOKEN is not set");
        assertThat(run(fusion.withPreRunScript("TOWER_ACCESS_TOKEN=token\n"), NEXTFLOW, "hello", "").output)
                .doesNotContain("TOWER_ACCESS_TOKEN");
        assertThat(run(SPEC, NEXTFLOW, "hello", "").output).doesNotContain("TOWER_ACCESS_TOKEN");
    }

    @Test
    void aJobThatIsTerminatedLetsNextflowEndItsTasks() throws IOException, InterruptedException {
        Process job = start(
                SPEC.withPostRunScript("echo after\n"),
                "trap 'echo tasks ended; exit 143' TERM\necho started\nwhile true; do read -r -t 1 < /dev/zero; done",
                "hello",
                "");
        try (BufferedReader output = job.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).isEqualTo("started");
            job.toHandle().destroy(); // not the process itself, which would close its output
            assertThat(output.lines()).contains("tasks ended", "after");
        }
        assertThat(job.waitFor()).isEqualTo(143);
    }

    @Test
    void theCommandSurvivesTheEntryPointOfNextflowsImage() {
        assertThat(definition(SPEC).container().command()).noneMatch(word -> word.contains("'"));
    }

    private record Result(int exitCode, String output) {}

    private Result run(AwsBatchComputeEnvironmentSpec spec, String nextflow, String pipeline, String arguments)
            throws IOException {
        Process job = start(spec, nextflow, pipeline, arguments);
        try {
            String output = new String(job.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(job.waitFor(), output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the head job ran", e);
        }
    }

    private Process start(AwsBatchComputeEnvironmentSpec spec, String nextflow, String pipeline, String arguments)
            throws IOException {
        Path program = directory.resolve("nextflow");
        Files.writeString(program, "#!/bin/bash\n" + nextflow + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        JobDefinition definition = definition(spec);
        List<String> command = new ArrayList<>(definition.container().command());
        command.replaceAll(word -> word.equals("Ref::pipeline") ? pipeline : word);
        command.replaceAll(word -> word.equals("Ref::arguments") ? arguments : word);
        ProcessBuilder bash = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = bash.environment();
        String path = directory + ":" + environment.get("PATH");
        environment.clear();
        environment.putAll(definition.container().variables().all());
        environment.put("PATH", path);
        environment.put("TMPDIR", directory.toString());
        return bash.start();
    }

    private static JobDefinition definition(AwsBatchComputeEnvironmentSpec spec) {
        Slot slot =
                new Publication(Scene.instant().wants(spec).request()).headJob().orElseThrow();
        return (JobDefinition) slot.resource();
    }
}
