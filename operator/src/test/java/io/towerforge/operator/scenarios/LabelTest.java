package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AllowedNamespaces;
import io.towerforge.api.v1alpha1.AwsIdentitySpec;
import io.towerforge.api.v1alpha1.AwsIdentitySpecBuilder;
import io.towerforge.api.v1alpha1.EfsCreateSpec;
import io.towerforge.api.v1alpha1.EfsSpec;
import io.towerforge.api.v1alpha1.FsxCreateSpec;
import io.towerforge.api.v1alpha1.FsxSpec;
import io.towerforge.api.v1alpha1.PipelineSecret;
import io.towerforge.api.v1alpha1.SecretKeyRef;
import io.towerforge.operator.world.FakeCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Labels that AWS takes in one place and not in another, and more of them than it takes. */
class LabelTest {
    private static final PipelineSecret SECRET = new PipelineSecret("TOKEN", new SecretKeyRef("licences", "token"));

    private final Story story = Story.begins();

    @Test
    void allLabelsAreReplacedAtOnce() {
        story.world()
                .cluster()
                .apply(
                        Story.NAME,
                        Story.SPOT
                                .withResourceLabels(labels("first", 25))
                                .withPipelineSecrets(List.of(SECRET))
                                .withForge(Story.SPOT
                                        .forge()
                                        .withEfs(new EfsSpec(new EfsCreateSpec(null), null, null))
                                        .withFsx(new FsxSpec(new FsxCreateSpec(1200), null, null))));
        story.passes(Duration.ofMinutes(30));
        assertThat(story.isSettled()).isTrue();

        story.edit(spec -> spec.withResourceLabels(labels("second", 25)));
        story.passes(Duration.ofMinutes(30));

        assertThat(story.stalled()).isEmpty();
        assertThat(story.isSettled()).isTrue();
        assertThat(story.objects())
                .filteredOn(one -> !one.tags().isEmpty())
                .allSatisfy(one -> assertThat(one.tags().keySet())
                        .contains("second-1", "second-25")
                        .doesNotContain("first-1", "first-25"));
    }

    @Test
    void aLabelIsWrittenInAnotherCase() {
        story.world().cluster().apply(Story.NAME, Story.SPOT.withResourceLabels(Map.of("team", "genomics")));
        story.passes(Duration.ofMinutes(10));
        story.edit(spec -> spec.withResourceLabels(Map.of("Team", "genomics")));
        story.passes(Duration.ofMinutes(1));

        assertThat(story.role("InstanceRole").tags()).containsKey("Team").doesNotContainKey("team");
    }

    @Test
    void theSpecsLabelWinsOverTheIdentitysInWhateverCase() {
        story.world().identities().apply("research", identity(Map.of("Cost-Centre", "42")));
        story.world()
                .cluster()
                .apply(
                        Story.NAME,
                        Story.SPOT.withIdentityName("research").withResourceLabels(Map.of("cost-centre", "43")));
        story.passes(Duration.ofMinutes(10));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.role("InstanceRole").tags()).containsEntry("cost-centre", "43");
        assertThat(story.queue("work").tags())
                .containsEntry("cost-centre", "43")
                .doesNotContainKey("Cost-Centre");
    }

    @Test
    void moreTagsThanAwsTakesAreRefusedBeforeTheFirstWrite() {
        story.world().identities().apply("research", identity(labels("theirs", 20)));
        story.world()
                .cluster()
                .apply(Story.NAME, Story.SPOT.withIdentityName("research").withResourceLabels(labels("ours", 25)));
        story.passes(Duration.ofMinutes(10));

        assertThat(story.stalled()).startsWith("PreflightFailed: ").contains("50 tags", "resourceLabels");
        assertThat(story.writes()).isEmpty();

        story.edit(spec -> spec.withResourceLabels(labels("ours", 20)));
        story.passes(Duration.ofMinutes(10));
        assertThat(story.isSettled()).isTrue();
    }

    private static AwsIdentitySpec identity(Map<String, String> labels) {
        return AwsIdentitySpecBuilder.builder()
                .allowedNamespaces(new AllowedNamespaces(List.of(FakeCluster.NAMESPACE), null))
                .resourceLabels(labels)
                .build();
    }

    private static Map<String, String> labels(String start, int number) {
        return IntStream.rangeClosed(1, number)
                .boxed()
                .collect(Collectors.toMap(index -> start + "-" + index, index -> "value"));
    }
}
