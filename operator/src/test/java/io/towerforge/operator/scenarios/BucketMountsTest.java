package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.BucketMountsSpec;
import io.towerforge.simulator.core.LiveObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.ArchitectureValues;

/** Somebody wants buckets as folders. */
class BucketMountsTest {
    private static final BucketMountsSpec ON = new BucketMountsSpec(true);
    private static final Pattern SETTING = Pattern.compile("BUCKETS_([A-Z]+)=([A-Za-z0-9+/=]*)");

    @Test
    void instancesMountTheBucketsAndTasksSeeTheFolder() {
        Story story = Story.ofAnEnvironment();
        story.editForge(forge ->
                forge.withAllowedBuckets(List.of("s3://acme-references/hg38")).withBucketMounts(ON));
        story.passes(Duration.ofMinutes(30));

        assertThat(story.isSettled()).isTrue();
        assertThat(mounts(story)).containsExactly("READABLE: acme-references", "WRITABLE: acme-nextflow");
        assertThat(config(story)).contains("volumes = ['/fusion/s3']");
    }

    @Test
    void oneMoreBucketReachesNewInstancesWhileJobsGoOn() {
        Story story = Story.ofAPipeline();
        story.editForge(forge -> forge.withBucketMounts(ON));
        story.passes(Duration.ofMinutes(30));
        story.editForge(forge -> forge.withAllowedBuckets(List.of("s3://acme-references")));
        story.passes(Duration.ofMinutes(30));

        assertThat(story.lostJobs()).isEmpty();
        story.finishAllJobs();
        story.passes(Duration.ofMinutes(30));
        assertThat(story.isSettled()).isTrue();
        assertThat(mounts(story)).containsExactly("READABLE: acme-references", "WRITABLE: acme-nextflow");
    }

    @Test
    void withoutThemAllIsAsBefore() {
        Story story = Story.ofAnEnvironment();
        story.editForge(forge -> forge.withBucketMounts(ON));
        story.passes(Duration.ofMinutes(30));
        story.editForge(forge -> forge.withBucketMounts(null));
        story.passes(Duration.ofMinutes(30));

        assertThat(story.isSettled()).isTrue();
        assertThat(mounts(story)).isEmpty();
        assertThat(config(story)).doesNotContain("volumes");
    }

    @Test
    void anImageThatHasNoPackageForItIsRefusedBeforeAnythingIsWritten() {
        Story story = Story.begins();
        var images = story.world().aws().network();
        String imageId = "ami-0aaaaaaaaaaaaaaaa";
        images.images()
                .add(images.images()
                        .describe("genomics-2", ArchitectureValues.X86_64)
                        .imageId(imageId)
                        .sourceImageId(images.ecsOptimizedImages().get("amazon-linux-2"))
                        .build());
        story.world().cluster().apply(Story.NAME, Story.SPOT);
        story.editForge(forge -> forge.withImageId(imageId).withBucketMounts(ON));
        story.passes(Duration.ofMinutes(10));

        assertThat(story.stalled())
                .startsWith("PreflightFailed: ")
                .contains("is made from Amazon Linux 2, which has no package 'mount-s3'", "release 2023.9.20251110");
        assertThat(story.writes()).isEmpty();

        story.editForge(forge -> forge.withBucketMounts(new BucketMountsSpec(false)));
        story.passes(Duration.ofMinutes(30));
        assertThat(story.isSettled()).isTrue();
    }

    /** What instances to come are told to mount. */
    private static List<String> mounts(Story story) {
        LiveObject template = story.objects("AWS::EC2::LaunchTemplate").get(0);
        String userData = template.attributes().toString().replaceAll("(?s).*[uU]serData=([A-Za-z0-9+/=]+).*", "$1");
        String text = new String(Base64.getDecoder().decode(userData), StandardCharsets.UTF_8);
        return SETTING.matcher(text)
                .results()
                .map(setting -> setting.group(1) + ": "
                        + new String(Base64.getDecoder().decode(setting.group(2)), StandardCharsets.UTF_8))
                .toList();
    }

    private static String config(Story story) {
        return story.world().cluster().configMap("rnaseq-nextflow").get("nextflow.config");
    }
}
