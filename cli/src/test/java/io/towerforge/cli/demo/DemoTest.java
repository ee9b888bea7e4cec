package io.towerforge.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.cli.terminal.Terminal;
import io.towerforge.simulator.core.Call;
import io.towerforge.simulator.core.Fault;
import io.towerforge.simulator.core.Interceptor;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    private final StringWriter output = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void theStoryHoldsFromTheManifestToTheEmptyAccount() {
        int exitCode = demo(stage -> {}).play();

        assertThat(output.toString())
                .contains(
                        "✓ ready: both queues take jobs",
                        "queue = 'TowerForge-",
                        "✓ nothing was changed in AWS",
                        "✓ all 4 jobs still run on the old instances",
                        "✓ the old environment is gone",
                        "✓ all three repaired",
                        "✓ nothing was stored, nothing changed in AWS",
                        "✓ the status names each queue with its jobs",
                        "✓ jobs killed: 0",
                        "✓ AWS objects left: 0")
                .doesNotContain("✗", "\u001B");
        assertThat(exitCode).isZero();
    }

    @Test
    void anAwsThatRefusesIsTheEndOfTheDemoWithItsSentence() {
        int exitCode = demo(stage -> stage.aws()
                        .interceptor(
                                Fault.ACCESS_DENIED.on(call -> call.operation().equals("CreateJobQueue"))))
                .play();

        assertThat(output.toString())
                .contains(
                        "✗ The demo waited for the environment to be ready, but the environment says: Ready=False, MissingPermissions")
                .contains("CreateJobQueue", "demo.log")
                .doesNotContain("AWS objects left");
        assertThat(exitCode).isEqualTo(1);
    }

    @Test
    void aJobThatIsKilledIsNotPassedOver() {
        int exitCode = demo(stage -> stage.aws().interceptor(new SpotInterruption(stage)))
                .play();

        assertThat(output.toString()).contains("✗ A job was ended by the edit.");
        assertThat(exitCode).isEqualTo(1);
    }

    @Test
    void thePlaygroundTakesCommandsAndLeavesAKubeconfig() throws Exception {
        ByteArrayInputStream input =
                new ByteArrayInputStream("job\njobs\nend\nwhat\naws\nquit\n".getBytes(StandardCharsets.UTF_8));

        int exitCode = demo(stage -> {}).playground(input);

        assertThat(output.toString())
                .contains(
                        "kubectl get abce -A -w",
                        "job-1 was submitted",
                        "'what' is none of job",
                        "AWS::Batch::JobQueue");
        assertThat(Files.readString(directory.resolve("demo.kubeconfig"))).contains("server: http://127.0.0.1:");
        assertThat(exitCode).isZero();
    }

    private Demo demo(Consumer<Stage> prepared) {
        return new Demo(
                new Narrator(new PrintWriter(output), Terminal.plain()),
                Tempo.FAST,
                new DemoLog(directory.resolve("demo.log")),
                prepared);
    }

    /** Takes the instances away as soon as the edit disables their environment. */
    private record SpotInterruption(Stage stage) implements Interceptor {
        @Override
        public void after(Call call) {
            if (call.operation().equals("UpdateComputeEnvironment") && call.applied()) {
                stage.aws().jobs().stream()
                        .map(job -> job.computeEnvironment())
                        .filter(environment -> environment != null && environment.contains("-work-"))
                        .findFirst()
                        .ifPresent(stage.aws()::loseInstances);
            }
        }
    }
}
