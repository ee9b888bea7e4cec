package io.towerforge.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The boot script, run by bash in a directory that stands for an instance, with stand-ins for the commands of one. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD) // a script that hangs fails, and holds nobody up
class BootScriptTest {
    private static final String CLI = "/home/ec2-user/miniconda/bin/aws";

    /** File systems that are not there, made, and somebody else's. */
    private static final List<String> FILE_SYSTEMS = List.of("", "create: {}", "fileSystemId: fs-0123456789abcdef0");

    @TempDir
    private Path directory;

    @Test
    void stepsRunInOrderAndTheAgentStartsLast() throws IOException {
        Instance instance = boots(Boots.of("group", CLI, true));
        assertThat(instance.exitCode()).as(instance.console()).isZero();
        assertThat(instance.commands())
                .extracting(command -> command.split(" ")[0] + " " + command.split(" ")[1])
                .containsExactly(
                        "yum install",
                        "yum install",
                        "jq -n",
                        "amazon-cloudwatch-agent-ctl -a",
                        "systemctl stop",
                        "wget -q",
                        "unzip -q",
                        "install --update",
                        "aws --version",
                        "sysctl -q",
                        "systemctl start",
                        "systemctl enable");
        assertThat(instance.commands()).last().isEqualTo("systemctl enable --now --no-block ecs");
        assertThat(instance.console()).contains("TowerForge: ready for jobs").doesNotContain("failed");
    }

    @ParameterizedTest
    @CsvSource({"yum, packages", "jq, logs", "amazon-cloudwatch-agent-ctl, logs", "sysctl, kernel"})
    void aStepThatFailsKeepsTheAgentFromStartingAndSaysSo(String command, String step) throws IOException {
        Instance instance = Instance.in(directory).breaks(command);
        instance.boot(Boots.of("group", CLI, true));
        assertThat(instance.exitCode()).isNotZero();
        assertThat(instance.commands())
                .contains("systemctl mask --now ecs")
                .doesNotContain("systemctl enable --now --no-block ecs");
        assertThat(instance.console())
                .contains("boot step '" + step + "' failed; the ECS agent is kept from starting")
                .doesNotContain("ready for jobs");
    }

    @Test
    void aFailureWhileValuesAreReadCountsToo() throws IOException {
        Instance instance = Instance.in(directory).withoutSettings();
        instance.boot(Boots.of("group", CLI, true));
        assertThat(instance.commands()).contains("systemctl mask --now ecs");
        assertThat(instance.console()).doesNotContain("ready for jobs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo \"$NEVER_SET\"", "prepare() { false; }; prepare", "exit 0"})
    void whateverEndsTheScriptBeforeItsEndKeepsTheAgentFromStarting(String lines) throws IOException {
        Instance instance = Instance.in(directory);
        instance.boot(new BootScript(Map.of(), List.of(BootStep.of("disks", lines + "\n"))));
        assertThat(instance.exitCode()).isNotZero();
        assertThat(instance.commands())
                .contains("systemctl mask --now ecs")
                .doesNotContain("systemctl enable --now --no-block ecs");
        assertThat(instance.console()).contains("boot step 'disks' failed").doesNotContain("ready for jobs");
    }

    @Test
    void theAgentIsKeptFromStartingEvenWhenNobodyCanBeTold() throws IOException {
        Instance instance = Instance.in(directory).breaks("yum").withoutLog();
        instance.boot(Boots.of("group", CLI, true));
        assertThat(instance.commands()).contains("systemctl mask --now ecs");
    }

    @Test
    void valuesReachTheScriptAsTheyAre() throws IOException {
        String hostile = "it's $(touch /tmp/owned) `id` \"quoted\" \\ and /aws/batch";
        Instance instance = boots(Boots.of(hostile, CLI, true));
        assertThat(instance.commands()).anyMatch(command -> command.startsWith("jq -n --arg group " + hostile + " "));
    }

    @Test
    void theAgentIsConfiguredBeforeDockerComesBack() throws IOException {
        Instance instance = boots(Boots.of("group", CLI, true));
        assertThat(instance.file("/etc/ecs/ecs.config").lines())
                .startsWith("ECS_CLUSTER=as-batch-wrote-it")
                .contains("ECS_ENABLE_SPOT_INSTANCE_DRAINING=true", "ECS_IMAGE_PULL_BEHAVIOR=once")
                .allMatch(line -> line.matches("ECS_[A-Z_]+=\\S+"));
        List<String> commands = instance.commands();
        assertThat(commands.indexOf("systemctl stop docker")).isLessThan(commands.indexOf("systemctl start docker"));
    }

    @Test
    void linesOfTheUserJoinTheAgentsConfigurationAndWin() throws IOException {
        Instance instance = boots(Boots.forge("ecsAgentConfig: \"# mine\\nECS_LOGLEVEL=it's $(id) `id`\\n\\n"
                + "ECS_IMAGE_PULL_BEHAVIOR=always\\n\""));
        assertThat(instance.exitCode()).as(instance.console()).isZero();
        assertThat(instance.file("/etc/ecs/ecs.config").lines())
                .contains("ECS_LOGLEVEL=it's $(id) `id`", "ECS_IMAGE_PULL_BEHAVIOR=always")
                .doesNotContain("ECS_IMAGE_PULL_BEHAVIOR=once", "# mine", "");
    }

    /** What an environment may ask of its instances, in an order that names the cases. */
    private record Choices(String containers, String buckets, String grows, String efs, String fsx, String agent) {
        /** With file systems below {@code folder}. */
        BootScript script(Path folder) {
            String forge = Stream.of(buckets, grows, below(folder, "efs", efs), below(folder, "fsx", fsx), agent)
                    .filter(line -> !line.isEmpty())
                    .map(line -> "  " + line + "\n")
                    .collect(Collectors.joining());
            return Boots.settled(Scene.spec("region: eu-west-1\nworkDirectory: s3://acme-nextflow/work\n" + containers
                    + "\nforge:\n  maxCpus: 8\n" + forge));
        }

        private static String below(Path folder, String name, String kind) {
            return kind.isEmpty() ? "" : name + ": { " + kind + ", mountPath: " + folder.resolve(name) + " }";
        }
    }

    /**
     * The full product of what shapes the script. Lines for the agent, One Zone, the processor and how many NVMe disks there are do
     * not: they take turns, so that the product stays within seconds.
     */
    static List<Arguments> everyCombination() {
        List<Arguments> combinations = new ArrayList<>();
        for (String containers : List.of(
                "wave: { enabled: false }",
                "wave: { enabled: true }\nfusion: { enabled: true }",
                "wave: { enabled: true }\nfusion: { enabled: true, fastInstanceStorage: true }",
                "awsCliPath: /opt/aws-cli/bin/aws")) {
            boolean fusion = containers.contains("fusion");
            for (String buckets : fusion ? List.of("") : List.of("", "bucketMounts: { enabled: true }")) {
                for (String grows : fusion ? List.of("") : List.of("", "ebsAutoScale: { enabled: true }")) {
                    for (int efs = 0; efs < FILE_SYSTEMS.size(); efs++) {
                        for (int fsx = 0; fsx < FILE_SYSTEMS.size(); fsx++) {
                            int turn = combinations.size();
                            String zone = turn % 2 == 0 ? "create: {}" : "create: { availability: OneZone }";
                            combinations.add(Arguments.of(
                                    new Choices(
                                            containers,
                                            buckets,
                                            grows,
                                            FILE_SYSTEMS.get(efs).replace("create: {}", zone),
                                            FILE_SYSTEMS.get(fsx),
                                            turn / 2 % 2 == 0 ? "" : "ecsAgentConfig: ECS_LOGLEVEL=debug"),
                                    containers.contains("fastInstanceStorage") ? (efs + fsx) % 3 : 0,
                                    turn / 4 % 2 == 0 ? "x86_64" : "aarch64"));
                        }
                    }
                }
            }
        }
        return combinations;
    }

    @ParameterizedTest
    @MethodSource("everyCombination")
    void whateverIsCombinedTheInstanceTakesJobsInTheEnd(Choices choices, int disks, String machine) throws IOException {
        BootScript script = choices.script(directory);
        Instance instance = Instance.in(directory)
                .withProcessor(machine)
                .withDisks(List.of("/dev/nvme1n1", "/dev/nvme2n1")
                        .subList(0, disks)
                        .toArray(String[]::new));
        instance.boot(script);
        assertThat(instance.exitCode()).as(instance.console()).isZero();
        assertThat(instance.commands()).last().isEqualTo("systemctl enable --now --no-block ecs");
        assertThat(instance.console()).contains("ready for jobs").doesNotContain("failed");
        assertThat(instance.commands().contains("mount " + directory.resolve("efs")))
                .isEqualTo(!choices.efs().isEmpty());
        assertThat(instance.commands().contains("mount " + directory.resolve("fsx")))
                .isEqualTo(!choices.fsx().isEmpty());
        assertThat(UserData.of(script).length()).isLessThan(UserData.MAX_BYTES);
    }

    @Test
    void oneFastDiskIsFormattedAndMountedAsItIs() throws IOException {
        Instance instance = Instance.in(directory).withDisks("/dev/nvme1n1");
        instance.boot(Boots.fastStorage());
        assertThat(instance.exitCode()).as(instance.console()).isZero();
        assertThat(instance.commands())
                .containsSubsequence(
                        "mkfs.xfs -q -f /dev/nvme1n1",
                        "mount /dev/nvme1n1 " + instance.path("/scratch/fusion"),
                        "systemctl stop docker")
                .noneMatch(command -> command.startsWith("vgcreate"));
        assertThat(instance.mode("/scratch/fusion")).isEqualTo("rwxrwxrwx");
    }

    @Test
    void severalFastDisksBecomeOneVolume() throws IOException {
        Instance instance = Instance.in(directory).withDisks("/dev/nvme1n1", "/dev/nvme2n1", "/dev/nvme3n1");
        instance.boot(Boots.fastStorage());
        assertThat(instance.exitCode()).as(instance.console()).isZero();
        assertThat(instance.commands())
                .containsSubsequence(
                        "vgcreate -y scratch_fusion /dev/nvme1n1 /dev/nvme2n1 /dev/nvme3n1",
                        "lvcreate -y -n volume -l 100%FREE scratch_fusion",
                        "mkfs.xfs -q -f /dev/scratch_fusion/volume",
                        "mount /dev/scratch_fusion/volume " + instance.path("/scratch/fusion"));
    }

    @Test
    void anInstanceWithoutFastDisksHasTheFolderOnItsBootDisk() throws IOException {
        Instance instance = boots(Boots.fastStorage());
        assertThat(instance.exitCode()).as(instance.console()).isZero();
        assertThat(instance.console()).contains("/scratch/fusion is on the boot disk", "ready for jobs");
        assertThat(instance.mode("/scratch/fusion")).isEqualTo("rwxrwxrwx");
    }

    @ParameterizedTest
    @CsvSource({"mkfs.xfs", "mount", "vgcreate", "lvcreate"})
    void aFastDiskThatCannotBePreparedKeepsTheAgentFromStarting(String command) throws IOException {
        Instance instance =
                Instance.in(directory).withDisks("/dev/nvme1n1", "/dev/nvme2n1").breaks(command);
        instance.boot(Boots.fastStorage());
        assertThat(instance.commands())
                .contains("systemctl mask --now ecs")
                .doesNotContain("systemctl enable --now --no-block ecs");
        assertThat(instance.console()).contains("boot step 'nvme' failed").doesNotContain("ready for jobs");
    }

    private Instance boots(BootScript script) throws IOException {
        Instance instance = Instance.in(directory);
        instance.boot(script);
        return instance;
    }
}
