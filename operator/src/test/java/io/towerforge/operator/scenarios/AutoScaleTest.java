package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.EbsAutoScaleSpec;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Somebody keeps a container disk that grows. */
class AutoScaleTest {
    private static final EbsAutoScaleSpec ON = new EbsAutoScaleSpec(true, 80);

    @Test
    void itWorksAndIsRemarkedOn() {
        Story story = Story.ofAnEnvironment();
        story.editForge(forge -> forge.withEbsAutoScale(ON));
        story.passes(Duration.ofMinutes(30));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.condition("Advisory").reason()).isEqualTo("Deprecated");
        assertThat(story.condition("Advisory").message()).contains("`ebsAutoScale` is deprecated", "Use Fusion");
        assertThat(policy(story)).contains("ec2:CreateVolume", "aws:ResourceTag/towerforge.io/uid");
    }

    @Test
    void jobsThatRunKeepTheirDisks() {
        Story story = Story.ofAPipeline();
        story.editForge(forge -> forge.withEbsAutoScale(ON));
        story.passes(Duration.ofMinutes(30));

        assertThat(story.lostJobs()).isEmpty();
        story.finishAllJobs();
        story.passes(Duration.ofMinutes(30));
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void givenUpTheDisksOfJobsThatRunGrowOn() {
        Story story = Story.ofAnEnvironment();
        story.editForge(forge -> forge.withEbsAutoScale(ON));
        story.passes(Duration.ofMinutes(30));
        story.submit("work", 8);
        story.passes(Duration.ofMinutes(5));

        story.editForge(forge -> forge.withEbsAutoScale(null));
        story.passes(Duration.ofHours(2));
        assertThat(policy(story)).contains("ec2:CreateVolume");

        story.finishAllJobs();
        story.passes(Duration.ofHours(1));
        assertThat(story.isSettled()).isTrue();
        assertThat(policy(story)).doesNotContain("ec2:CreateVolume");
    }

    @Test
    void givenUpInstancesMayMakeNoVolumesAnyMore() {
        Story story = Story.ofAnEnvironment();
        story.editForge(forge -> forge.withEbsAutoScale(ON));
        story.passes(Duration.ofMinutes(30));
        story.editForge(forge -> forge.withEbsAutoScale(null));
        story.passes(Duration.ofMinutes(30));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.condition("Advisory").status().value()).isEqualTo("False");
        assertThat(policy(story)).doesNotContain("ec2:CreateVolume");
    }

    private static String policy(Story story) {
        return story.role("InstanceRole").attributes().toString();
    }
}
