package io.towerforge.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** How instances mount file systems and buckets, run by bash with stand-ins for what needs an instance. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD) // a script that hangs fails, and holds nobody up
class StorageBootTest {
    @TempDir
    private Path directory;

    @Test
    void aCreatedFileSystemIsMountedForEverybodyBeforeDockerStarts() throws IOException {
        Instance instance = boots("efs: { create: {}, mountPath: " + mount() + " }");

        assertThat(instance.exitCode()).as(instance.console()).isZero();
        assertThat(instance.file("/etc/fstab")).isEqualTo("fs-1:/ " + mount() + " efs _netdev,nofail,tls 0 0\n");
        List<String> commands = instance.commands();
        assertThat(commands).contains("yum install -y -q amazon-efs-utils", "mount " + mount());
        assertThat(commands.indexOf("mount " + mount())).isLessThan(commands.indexOf("systemctl start docker"));
        assertThat(Files.getPosixFilePermissions(mount())).hasSize(9);
    }

    @Test
    void aFileSystemWithinAnotherIsMountedAfterIt() throws IOException {
        Instance instance = boots(
                "efs: { create: {}, mountPath: " + mount() + "/home }",
                "fsx: { create: {}, mountPath: " + mount() + " }");

        assertThat(instance.exitCode()).as(instance.console()).isZero();
        assertThat(instance.commands()).containsSubsequence("mount " + mount(), "mount " + mount() + "/home");
    }

    @Test
    void aOneZoneFileSystemIsReachedInItsZone() throws IOException {
        Instance instance = boots("efs: { create: { availability: OneZone }, mountPath: " + mount() + " }");

        assertThat(instance.file("/etc/fstab")).contains(" efs _netdev,nofail,tls,az=eu-west-1a 0 0");
    }

    @Test
    void somebodyElsesFileSystemKeepsItsPermissions() throws IOException {
        Instance instance = boots("efs: { fileSystemId: fs-0123456789abcdef0, mountPath: " + mount() + " }");

        assertThat(instance.exitCode()).isZero();
        assertThat(instance.file("/etc/fstab")).startsWith("fs-0123456789abcdef0:/ ");
        assertThat(Files.getPosixFilePermissions(mount())).hasSizeLessThan(9);
    }

    @Test
    void aMountThatNeverComesIsTriedForAWhileAndThenKeepsTheAgentFromStarting() throws IOException {
        Instance instance = Instance.in(directory).breaks("mount");
        instance.boot(Boots.settled("efs: { create: {}, mountPath: " + mount() + " }"));

        assertThat(instance.exitCode()).isNotZero();
        assertThat(instance.commands())
                .contains("systemctl mask --now ecs")
                .doesNotContain("systemctl enable --now --no-block ecs");
        assertThat(instance.commands().stream().filter(command -> command.startsWith("mount ")))
                .hasSize(12);
        assertThat(instance.console()).contains("boot step 'efs' failed");
    }

    @Test
    void aFileSystemThatCannotBeMountedIsNamedBesideOneThatCan() throws IOException {
        Instance instance = Instance.in(directory).breaks("mount", mount() + "/efs");
        instance.boot(both());

        isKeptFromJobs(instance, "efs");
    }

    @Test
    void aLustreFileSystemThatCannotBeMountedIsNamedBesideOneThatCan() throws IOException {
        Instance instance = Instance.in(directory).breaks("mount", mount() + "/fsx");
        instance.boot(both());

        isKeptFromJobs(instance, "fsx");
        assertThat(instance.commands().stream().filter(("mount " + mount() + "/fsx")::equals))
                .hasSize(12);
    }

    @Test
    void anImageWithoutTheClientForEfsTakesNoJobs() throws IOException {
        Instance instance = Instance.in(directory).breaks("yum", "amazon-efs-utils");
        instance.boot(both());

        isKeptFromJobs(instance, "efs");
        assertThat(instance.commands()).noneMatch(command -> command.startsWith("mount "));
    }

    @Test
    void theClientForLustreIsAmongThePackagesOfAmazonLinux2023() throws IOException {
        Instance instance = boots("fsx: { create: {}, mountPath: " + mount() + " }");

        assertThat(instance.exitCode()).as(instance.console()).isZero();
        assertThat(instance.commands())
                .containsSubsequence("dnf install -y -q lustre-client", "mount " + mount())
                .noneMatch(command -> command.startsWith("amazon-linux-extras"));
    }

    @Test
    void theClientForLustreIsAmongTheExtrasOfAmazonLinux2() throws IOException {
        Instance instance = Instance.in(directory).breaks("dnf");
        instance.boot(Boots.settled("fsx: { create: {}, mountPath: " + mount() + " }"));

        assertThat(instance.exitCode()).as(instance.console()).isZero();
        assertThat(instance.commands())
                .containsSubsequence(
                        "amazon-linux-extras install -y lustre",
                        "mount " + mount(),
                        "systemctl start docker",
                        "systemctl enable --now --no-block ecs");
    }

    @Test
    void anImageWithoutTheClientForLustreTakesNoJobs() throws IOException {
        Instance instance = Instance.in(directory).breaks("dnf").breaks("amazon-linux-extras");
        instance.boot(both());

        isKeptFromJobs(instance, "fsx");
        assertThat(instance.commands()).doesNotContain("mount " + mount() + "/fsx");
    }

    @Test
    void bucketsAreFoldersAndOnlyTheWorkBucketCanBeWrittenTo() throws IOException {
        Instance instance = boots(
                "bucketMounts: { enabled: true }",
                "allowedBuckets: [s3://acme-references/hg38, s3://acme-nextflow, s3://acme-references, s3://acme-samples]");

        assertThat(instance.exitCode()).as(instance.console()).isZero();
        String folder = instance.path("/fusion/s3") + "/";
        assertThat(instance.commands().stream().filter(command -> command.contains("mount-s3")))
                .containsExactly(
                        "yum install -y -q mount-s3",
                        "mount-s3 --allow-other --allow-delete --allow-overwrite --dir-mode 0777 --file-mode 0666 acme-nextflow "
                                + folder + "acme-nextflow",
                        "mount-s3 --allow-other --read-only acme-references " + folder + "acme-references",
                        "mount-s3 --allow-other --read-only acme-samples " + folder + "acme-samples");
        assertThat(Path.of(folder + "acme-references")).isDirectory();
        assertThat(instance.commands())
                .containsSubsequence(
                        "mount-s3 --allow-other --read-only acme-samples " + folder + "acme-samples",
                        "systemctl start docker");
    }

    @Test
    void aBucketThatCannotBeMountedKeepsTheAgentFromStarting() throws IOException {
        Instance instance = Instance.in(directory).breaks("mount-s3");
        instance.boot(Boots.settled("bucketMounts: { enabled: true }"));

        assertThat(instance.exitCode()).isNotZero();
        assertThat(instance.commands()).contains("systemctl mask --now ecs").doesNotContain("systemctl start docker");
        assertThat(instance.console()).contains("boot step 'bucket-mounts' failed");
    }

    @Test
    void anImageWithoutTheClientForBucketsIsToldWhichOneHasIt() throws IOException {
        Instance instance = Instance.in(directory).breaks("yum", "mount-s3");
        instance.boot(Boots.settled("bucketMounts: { enabled: true }"));

        assertThat(instance.exitCode()).isNotZero();
        assertThat(instance.commands())
                .contains("systemctl mask --now ecs")
                .noneMatch(command -> command.startsWith("mount-s3"));
        assertThat(instance.console())
                .contains(
                        "bucket mounts need Amazon Linux 2023, release 2023.9.20251110 or later",
                        "boot step 'bucket-mounts' failed");
    }

    @Test
    void whereThereIsNoBucketNothingIsMounted() {
        assertThat(BucketMounts.of(Scene.spec("region: eu-west-1\nworkDirectory: /mnt/efs/work\n"
                        + "forge: { maxCpus: 8, efs: { create: {} }, bucketMounts: { enabled: true } }")))
                .isEmpty();
    }

    private static void isKeptFromJobs(Instance instance, String step) throws IOException {
        assertThat(instance.exitCode()).isNotZero();
        assertThat(instance.commands())
                .contains("systemctl mask --now ecs")
                .doesNotContain("systemctl start docker", "systemctl enable --now --no-block ecs");
        assertThat(instance.console())
                .contains("boot step '" + step + "' failed; the ECS agent is kept from starting")
                .doesNotContain("ready for jobs");
    }

    private BootScript both() {
        return Boots.settled(
                "efs: { create: {}, mountPath: " + mount() + "/efs }",
                "fsx: { create: {}, mountPath: " + mount() + "/fsx }");
    }

    private Path mount() {
        return directory.resolve("mnt");
    }

    private Instance boots(String... lines) throws IOException {
        Instance instance = Instance.in(directory);
        instance.boot(Boots.settled(lines));
        return instance;
    }
}
