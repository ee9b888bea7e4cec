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

/** How instances mount file systems, run by bash with stand-ins for what needs an instance. */
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

    private Path mount() {
        return directory.resolve("mnt");
    }

    private Instance boots(String... lines) throws IOException {
        Instance instance = Instance.in(directory);
        instance.boot(Boots.settled(lines));
        return instance;
    }
}
