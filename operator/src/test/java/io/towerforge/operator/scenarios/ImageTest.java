package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.BootDiskSpec;
import io.towerforge.api.v1alpha1.FusionSpec;
import io.towerforge.api.v1alpha1.ImageUpdates;
import io.towerforge.api.v1alpha1.WaveSpec;
import io.towerforge.operator.world.World;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.ArchitectureValues;
import software.amazon.awssdk.services.ec2.model.Image;

/** Which image instances start from, and what happens when AWS publishes another. */
class ImageTest {
    private static final String ANOTHER = "ami-0aaaaaaaaaaaaaaaa";

    @Test
    void aNewerImageChangesNothingByItself() {
        Story story = Story.ofAnEnvironment();
        String first = story.environment().getStatus().effective().imageId();

        story.world().aws().network().images().publish("amazon-linux-2023");
        story.passes(Duration.ofDays(1));

        assertThat(image(story)).isEqualTo(first);
    }

    @Test
    void withLatestANewerImageIsRolledOutBesideJobsAndWrittenDown() {
        Story story = Story.ofAPipeline();
        story.editForge(forge -> forge.withImageUpdates(ImageUpdates.LATEST));
        story.passes(Duration.ofMinutes(30));

        String newer = story.world().aws().network().images().publish("amazon-linux-2023");
        story.passes(Duration.ofHours(3));

        assertThat(story.lostJobs()).isEmpty();
        assertThat(image(story)).isEqualTo(newer);
        assertThat(story.objects("AWS::Batch::ComputeEnvironment")).hasSizeGreaterThan(2);
        assertThat(story.environment().getStatus().effective().imageId()).isEqualTo(newer);
        story.finishAllJobs();
        story.passes(Duration.ofHours(1));
        assertThat(story.isSettled()).isTrue();
        assertThat(story.objects("AWS::Batch::ComputeEnvironment")).hasSize(2);
    }

    @Test
    void pinnedAgainTheImageStaysWhereItCameTo() {
        Story story = Story.ofAnEnvironment();
        story.editForge(forge -> forge.withImageUpdates(ImageUpdates.LATEST));
        String newer = story.world().aws().network().images().publish("amazon-linux-2023");
        story.passes(Duration.ofHours(3));
        story.editForge(forge -> forge.withImageUpdates(ImageUpdates.PINNED));
        story.world().aws().network().images().publish("amazon-linux-2023");
        story.passes(Duration.ofHours(3));

        assertThat(image(story)).isEqualTo(newer);
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void anImageOfTheUsersOwnIsTakenAsItIs() {
        Story story = Story.ofAnEnvironment();
        story.editForge(forge -> forge.withImageId(World.OWN_IMAGE));
        story.passes(Duration.ofMinutes(30));

        assertThat(image(story)).isEqualTo(World.OWN_IMAGE);
        assertThat(configuration(story)).contains("imageType=ECS_AL2023");
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void anImageMadeFromAmazonLinux2WorksAndIsRemarkedOn() {
        Story story = Story.ofAnEnvironment();
        String source = story.world().aws().network().ecsOptimizedImages().get("amazon-linux-2");
        add(story, image -> image.sourceImageId(source));
        story.editForge(forge -> forge.withImageId(ANOTHER));
        story.passes(Duration.ofMinutes(30));

        assertThat(configuration(story)).contains("imageType=ECS_AL2,");
        assertThat(story.isSettled()).isTrue();
        assertThat(story.condition("Advisory").reason()).isEqualTo("ImageNotMaintained");
        assertThat(story.environment().getStatus().effective().imageType()).isEqualTo("ECS_AL2");
    }

    @Test
    void anImageThatItsOwnerHasDeprecatedServesOn() {
        Story story = Story.ofAnEnvironment();
        add(story, image -> image.ownerId("999999999999").deprecationTime("2020-01-01T00:00:00.000Z"));
        story.editForge(forge -> forge.withImageId(ANOTHER));
        story.passes(Duration.ofMinutes(30));

        assertThat(image(story)).isEqualTo(ANOTHER);
        assertThat(story.isSettled()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "architecture, is for arm64",
        "state, is not available",
        "root, has its root volume at '/dev/sda1'",
        "disk, needs a boot disk of at least 200 GiB"
    })
    void anImageThatCannotWorkIsRefusedBeforeAnythingIsWritten(String what, String sentence) {
        Story story = Story.begins();
        add(story, image -> {
            switch (what) {
                case "architecture" -> image.architecture(ArchitectureValues.ARM64);
                case "state" -> image.state("pending");
                case "root" -> image.rootDeviceName("/dev/sda1");
                default ->
                    image.blockDeviceMappings(
                            device -> device.deviceName("/dev/xvda").ebs(disk -> disk.volumeSize(200)));
            }
        });
        story.world()
                .cluster()
                .apply(Story.NAME, Story.SPOT.withForge(Story.SPOT.forge().withImageId(ANOTHER)));
        story.passes(Duration.ofMinutes(10));

        assertThat(story.stalled()).startsWith("PreflightFailed").contains(sentence);
        assertThat(story.writes()).isEmpty();
    }

    @Test
    void aLargerBootDiskMakesRoomForTheImage() {
        Story story = Story.ofAnEnvironment();
        add(
                story,
                image -> image.blockDeviceMappings(
                        device -> device.deviceName("/dev/xvda").ebs(disk -> disk.volumeSize(200))));
        story.editForge(forge -> forge.withImageId(ANOTHER).withBootDisk(new BootDiskSpec(200, null, null, null)));
        story.passes(Duration.ofMinutes(30));

        assertThat(story.isSettled()).isTrue();
        assertThat(image(story)).isEqualTo(ANOTHER);
    }

    @Test
    void theLargerBootDiskThatFusionHasByDefaultCounts() {
        Story story = Story.ofAnEnvironment();
        add(
                story,
                image -> image.blockDeviceMappings(
                        device -> device.deviceName("/dev/xvda").ebs(disk -> disk.volumeSize(80))));
        story.edit(spec -> spec.withForge(spec.forge().withImageId(ANOTHER))
                .withWave(new WaveSpec(true))
                .withFusion(new FusionSpec(true, null, null)));
        story.passes(Duration.ofMinutes(30));

        assertThat(story.isSettled()).isTrue();
        assertThat(image(story)).isEqualTo(ANOTHER);
    }

    private static void add(Story story, java.util.function.Consumer<Image.Builder> change) {
        var images = story.world().aws().network().images();
        Image.Builder image =
                images.describe("genomics-2", ArchitectureValues.X86_64).imageId(ANOTHER);
        change.accept(image);
        images.add(image.build());
    }

    private static String image(Story story) {
        return configuration(story).replaceAll(".*imageIdOverride=(ami-[0-9a-f]+).*", "$1");
    }

    private static String configuration(Story story) {
        return story.serving("work").attributes().toString().replaceAll("(?s).*ec2Configuration=\\[\\{(.*?)}.*", "$1,");
    }
}
