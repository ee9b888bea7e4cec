package io.towerforge.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How instances give Docker a disk that grows, run by bash with stand-ins for what needs an instance. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD) // a script that hangs fails, and holds nobody up
class DockerDiskBootTest {
    private static final String SCRIPT = "/opt/towerforge/docker-disk.sh";
    private static final String NODE = "/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0def";

    @TempDir
    private Path directory;

    @Test
    void dockerStartsOnAVolumeOfItsOwn() throws IOException {
        Instance instance = Instance.in(directory);
        Path image = Path.of(instance.path("/var/lib/docker/image"));
        Files.createDirectories(image.getParent());
        Files.writeString(image, "an image that was there");
        instance.boot(script());

        assertThat(instance.exitCode()).as(instance.console()).isZero();
        assertThat(instance.commands())
                .containsSubsequence(
                        "systemctl stop docker",
                        "aws ec2 create-volume --availability-zone eu-west-1a --size 80 --volume-type gp3 --encrypted"
                                + " --tag-specifications [{\"ResourceType\":\"volume\",\"Tags\":[{\"Key\": \"team\", \"Value\":"
                                + " \"genomics\"}]}] --query VolumeId --output text",
                        "aws ec2 wait volume-available --volume-ids vol-0def",
                        "aws ec2 attach-volume --volume-id vol-0def --instance-id i-0abc --device /dev/xvdba",
                        "aws ec2 modify-instance-attribute --instance-id i-0abc --block-device-mappings"
                                + " [{\"DeviceName\":\"/dev/xvdba\",\"Ebs\":{\"DeleteOnTermination\":true}}]",
                        "vgcreate -y towerforge " + instance.path(NODE),
                        "lvcreate -y -n docker -l 100%FREE towerforge",
                        "mkfs.xfs -q -f /dev/towerforge/docker",
                        "mount /dev/towerforge/docker " + instance.path("/var/lib/docker"),
                        "systemctl enable --now --no-block towerforge-docker-disk",
                        "systemctl start docker");
        assertThat(instance.file("/var/lib/docker/image")).isEqualTo("an image that was there");
        assertThat(instance.file("/etc/fstab")).startsWith("/dev/towerforge/docker ");
        assertThat(instance.file("/etc/systemd/system/towerforge-docker-disk.service"))
                .contains("ExecStart=/opt/towerforge/docker-disk.sh watch\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"describe-volumes", "describe-tags", "create-volume", "modify-instance-attribute"})
    void aVolumeThatAwsRefusesKeepsTheAgentFromStarting(String refused) throws IOException {
        Instance instance = Instance.in(directory).refuses(refused, "/dev/xvda");
        instance.boot(script());

        assertThat(instance.exitCode()).isNotZero();
        assertThat(instance.commands()).contains("systemctl mask --now ecs").doesNotContain("systemctl start docker");
        assertThat(instance.console()).contains("UnauthorizedOperation", "boot step 'docker-disk' failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vgcreate", "lvcreate", "mkfs.xfs", "mount"})
    void aVolumeThatCannotBePreparedKeepsTheAgentFromStarting(String command) throws IOException {
        Instance instance = Instance.in(directory).breaks(command);
        instance.boot(script());

        assertThat(instance.commands()).contains("systemctl mask --now ecs").doesNotContain("systemctl start docker");
        assertThat(instance.console()).contains("boot step 'docker-disk' failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait", "attach-volume"})
    void aVolumeThatCannotBeAttachedIsDeleted(String refused) throws IOException {
        Instance instance = Instance.in(directory).refuses(refused, "/dev/xvda");
        instance.boot(script());

        assertThat(instance.commands())
                .contains("aws ec2 delete-volume --volume-id vol-0def", "systemctl mask --now ecs")
                .noneMatch(command -> command.startsWith("vgcreate"));
    }

    @Test
    void theDiskGrowsWhenLessThanHalfAVolumeIsFree() throws IOException {
        Instance instance = watches(39, "/dev/xvda", "/dev/xvdba", "/dev/xvdbb");

        assertThat(instance.commands())
                .containsSubsequence(
                        "aws ec2 attach-volume --volume-id vol-0def --instance-id i-0abc --device /dev/xvdbc",
                        "vgextend -y towerforge " + instance.path(NODE),
                        "lvextend -r -l +100%FREE towerforge/docker");
        assertThat(instance.console()).contains("Docker's disk has grown by 80 GiB");
    }

    @Test
    void aDiskWithRoomStaysAsItIs() throws IOException {
        Instance instance = watches(40, "/dev/xvda", "/dev/xvdba");

        assertThat(instance.commands()).noneMatch(command -> command.startsWith("aws ec2 create-volume"));
        assertThat(instance.commands()).contains("sleep 5");
    }

    @Test
    void sixteenVolumesAreEnough() throws IOException {
        String[] names = IntStream.rangeClosed('a', 'p')
                .mapToObj(letter -> "/dev/xvdb" + (char) letter)
                .toArray(String[]::new);
        Instance instance = watches(1, names);

        assertThat(instance.exitCode()).isNotZero();
        assertThat(instance.console()).contains("Docker's disk has 16 volumes, and gets no more");
        assertThat(instance.commands()).noneMatch(command -> command.startsWith("aws ec2 create-volume"));
    }

    @Test
    void withoutASizeVolumesHaveThatOfBatchForge() {
        assertThat(DockerDisk.of(Scene.forge("ebsAutoScale: { enabled: true }").forge()))
                .contains(new DockerDisk(50));
        assertThat(DockerDisk.of(Scene.forge("ebsAutoScale: { enabled: false }").forge()))
                .isEmpty();
    }

    /** An instance with so much room whose watch goes round once: the pause after it ends it. */
    private Instance watches(int freeGiB, String... volumes) throws IOException {
        Instance instance = Instance.in(directory);
        instance.boot(script());
        assertThat(instance.exitCode()).as(instance.console()).isZero();
        instance.clearCommands();
        instance.withVolumes(volumes).withFreeGiB(freeGiB).breaks("sleep");
        instance.runs(SCRIPT, "watch");
        return instance;
    }

    private static BootScript script() {
        return Boots.forge("ebsAutoScale: { enabled: true, blockSizeGiB: 80 }");
    }
}
