package io.towerforge.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How instances get the AWS CLI that tasks use, run by bash with stand-ins for what needs an instance. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD) // a script that hangs fails, and holds nobody up
class AwsCliBootTest {
    private static final String CLI = AwsCli.DEFAULT_PATH;
    private static final String BESIDE_IT = "/home/ec2-user/miniconda/aws-cli/v2/2.0/dist/";

    @TempDir
    private Path directory;

    @Test
    void theCommandLineIsInstalledWhereTasksExpectIt() throws IOException {
        Instance instance = boots(Boots.of("group", "/opt/tools/bin/aws", true));

        assertThat(instance.exitCode()).as(instance.console()).isZero();
        String folder = instance.path("/opt/tools/aws-cli");
        assertThat(instance.commands())
                .contains("install --update --bin-dir " + folder + "/bin --install-dir " + folder);
        assertThat(Path.of(instance.path("/opt/tools/bin/aws"))).isRegularFile().isExecutable();
    }

    @ParameterizedTest
    @CsvSource({"x86_64, awscli-exe-linux-x86_64.zip", "aarch64, awscli-exe-linux-aarch64.zip"})
    void theCommandLineIsTheOneForTheProcessor(String machine, String file) throws IOException {
        Instance instance = Instance.in(directory).withProcessor(machine);
        instance.boot(Boots.of("group", CLI, true));

        assertThat(instance.commands())
                .contains("wget -q -O " + instance.path("/tmp/awscli.zip") + " https://awscli.amazonaws.com/" + file);
    }

    @Test
    void aContainerWithoutZlibFindsTheInstancesBesideTheCommandLine() throws IOException {
        Instance instance = boots(Boots.of("group", CLI, true));
        assertThat(Path.of(instance.path(BESIDE_IT + "libz.so.1")))
                .isRegularFile()
                .isReadable();
        assertThat(Files.isSymbolicLink(Path.of(instance.path(BESIDE_IT + "libz.so.1"))))
                .isFalse();
        assertThat(instance.file(BESIDE_IT + "libz.so.1")).isEqualTo("zlib of the instance");

        instance.runs(CLI, "s3", "cp", "a", "b");
        assertThat(instance.exitCode()).as(instance.console()).isZero();
        assertThat(instance.commands()).last().isEqualTo("aws s3 cp a b");
    }

    @Test
    void theLibrariesOfAContainerComeAfterTheOnesOfTheCommandLine() throws IOException {
        Instance instance = boots(Boots.of("group", CLI, true));
        instance.withVariable("LD_LIBRARY_PATH", "/opt/conda/lib:/opt/lib").runs(CLI, "libraries");

        assertThat(instance.console()).contains("/aws-cli/v2/2.0/dist:/opt/conda/lib:/opt/lib\n");
    }

    @Test
    void aContainerThatNamesNoLibrariesGetsOnlyTheOnesOfTheCommandLine() throws IOException {
        Instance instance = boots(Boots.of("group", CLI, true));
        instance.runs(CLI, "libraries");

        assertThat(instance.console()).contains("/aws-cli/v2/2.0/dist\n");
    }

    @Test
    void zlibThatAwsPacksWithTheCommandLineStays() throws IOException {
        Instance instance = Instance.in(directory).withCommand("/tmp/aws/dist/libz.so.1", "zlib of AWS");
        instance.boot(Boots.of("group", CLI, true));

        assertThat(instance.exitCode()).as(instance.console()).isZero();
        assertThat(instance.file(BESIDE_IT + "libz.so.1")).isEqualTo("zlib of AWS");
    }

    @Test
    void aCommandLineThatNeedsNoZlibGetsNone() throws IOException {
        Instance instance = Instance.in(directory)
                .withCommand("/bin/ldd", "#!/bin/bash\necho 'libc.so.6 => /lib64/libc.so.6 (0x7f01)'\n")
                .withCommand("/tmp/aws/dist/aws", "#!/bin/bash\necho aws-cli/2.0\n");
        instance.boot(Boots.of("group", CLI, true));

        assertThat(instance.exitCode()).as(instance.console()).isZero();
        assertThat(Path.of(instance.path(BESIDE_IT + "libz.so.1"))).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wget", "unzip", "install", "ldd", "cp", "aws"})
    void aCommandLineThatCannotBeInstalledKeepsTheAgentFromStarting(String command) throws IOException {
        Instance instance = Instance.in(directory).breaks(command);
        instance.boot(Boots.of("group", CLI, true));

        isKeptFromJobs(instance);
    }

    @Test
    void aCommandLineThatFindsNoZlibKeepsTheAgentFromStarting() throws IOException {
        Instance instance =
                Instance.in(directory).withCommand("/bin/ldd", "#!/bin/bash\necho 'libz.so.1 => not found'\n");
        instance.boot(Boots.of("group", CLI, true));

        isKeptFromJobs(instance);
        assertThat(instance.console()).contains("error while loading shared libraries: libz.so.1");
    }

    @Test
    void anImageThatHasTheCommandLineGetsNoSecondOne() throws IOException {
        Instance instance = boots(Boots.of("group", "/opt/tools/bin/aws", false));

        assertThat(instance.exitCode()).isZero();
        assertThat(instance.commands()).noneMatch(command -> command.startsWith("wget"));
    }

    @Test
    void anImageThatHasOneAtTheDefaultPathKeepsIt() throws IOException {
        String own = "#!/bin/bash\necho aws-cli of the image\n";
        Instance instance = Instance.in(directory).withCommand(CLI, own);
        instance.boot(Boots.of("group", CLI, true));

        assertThat(instance.exitCode()).as(instance.console()).isZero();
        assertThat(instance.file(CLI)).isEqualTo(own);
        assertThat(instance.commands()).noneMatch(command -> command.startsWith("wget"));
        assertThat(instance.console())
                .contains("the image has an AWS CLI at " + instance.path(CLI), "aws-cli of the image");
    }

    @Test
    void anImageWhoseCommandLineDoesNotRunTakesNoJobs() throws IOException {
        Instance instance = Instance.in(directory).withCommand(CLI, "#!/bin/bash\nexit 127\n");
        instance.boot(Boots.of("group", CLI, true));

        isKeptFromJobs(instance);
    }

    @Test
    void fusionNeedsNoCommandLine() throws IOException {
        Instance instance = boots(Boots.with("wave: { enabled: true }", "fusion: { enabled: true }"));

        assertThat(instance.exitCode()).as(instance.console()).isZero();
        assertThat(instance.commands()).noneMatch(command -> command.startsWith("wget") || command.startsWith("mkfs"));
    }

    private static void isKeptFromJobs(Instance instance) throws IOException {
        assertThat(instance.exitCode()).isNotZero();
        assertThat(instance.commands())
                .contains("systemctl mask --now ecs")
                .doesNotContain("systemctl start docker", "systemctl enable --now --no-block ecs");
        assertThat(instance.console())
                .contains("boot step 'aws-cli' failed; the ECS agent is kept from starting")
                .doesNotContain("ready for jobs");
    }

    private Instance boots(BootScript script) throws IOException {
        Instance instance = Instance.in(directory);
        instance.boot(script);
        return instance;
    }
}
