package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.Architecture;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.api.v1alpha1.FusionSpec;
import io.towerforge.api.v1alpha1.ManualSpec;
import io.towerforge.api.v1alpha1.ProvisioningModel;
import io.towerforge.simulator.core.LiveObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A spec that no API server with our schema would have let in. */
class BadInputTest {
    @ParameterizedTest
    @EnumSource
    void itIsExplainedAndNothingIsWrittenAndNothingRunsHot(Bad bad) {
        Story story = Story.begins();
        story.world().cluster().apply(Story.NAME, bad.edit.apply(Story.SPOT));
        story.passes(Duration.ofMinutes(1));
        int writes = story.world().cluster().writes().size();
        int calls = story.calls().size();
        story.passes(Duration.ofHours(1));

        assertThat(story.stalled())
                .startsWith(bad.reason + ": ")
                .contains(bad.word)
                .endsWith(".");
        assertThat(story.writes()).isEmpty();
        assertThat(story.world().cluster().writes()).hasSize(writes);
        assertThat(story.calls().size() - calls).isLessThanOrEqualTo(100);

        story.delete();
        assertThat(story.isGone()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whatServesIsLeftAsItIsAndComesBackWithTheOldSpec(Bad bad) {
        Story story = Story.ofAPipeline();
        List<LiveObject> before = story.objects();

        story.edit(bad.edit);
        story.passes(Duration.ofHours(1));
        assertThat(story.stalled()).startsWith(bad.reason + ": ");
        assertThat(story.objects()).isEqualTo(before);

        story.edit(any -> Story.SPOT);
        story.passes(Duration.ofMinutes(10));
        assertThat(story.isSettled()).isTrue();
        assertThat(story.objects()).isEqualTo(before);
        assertThat(story.lostJobs()).isEmpty();
    }

    @Test
    void anEnvironmentMadeBadIsDeletedAllTheSame() {
        Story story = Story.ofAnEnvironment();
        story.edit(Bad.NEITHER_FORGE_NOR_MANUAL.edit);
        story.passes(Duration.ofMinutes(1));

        story.delete();
        story.passes(Duration.ofMinutes(30));

        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).isEmpty();
    }

    enum Bad {
        NEITHER_FORGE_NOR_MANUAL(spec -> spec.withForge(null), "InvalidSpec", "forge"),
        BOTH_FORGE_AND_MANUAL(spec -> spec.withManual(new ManualSpec("a", "b")), "InvalidSpec", "manual"),
        NO_MAXIMUM(forge(forge -> forge.withMaxCpus(null)), "InvalidSpec", "maxCpus"),
        A_NEGATIVE_MAXIMUM(forge(forge -> forge.withMaxCpus(-1)), "InvalidSpec", "maxCpus"),
        MINIMUM_ABOVE_MAXIMUM(forge(forge -> forge.withMinCpus(1000)), "InvalidSpec", "minCpus"),
        A_BID_FOR_ON_DEMAND(
                forge(forge ->
                        forge.withProvisioningModel(ProvisioningModel.ON_DEMAND).withCostPercentage(50)),
                "InvalidSpec",
                "costPercentage"),
        FUSION_WITHOUT_WAVE(spec -> spec.withFusion(new FusionSpec(true, null, null)), "InvalidSpec", "wave"),
        A_LABEL_OF_OURS(spec -> spec.withResourceLabels(Map.of("towerforge.io/uid", "x")), "InvalidSpec", "label"),
        A_LABEL_OF_AWS(spec -> spec.withResourceLabels(Map.of("aws:team", "x")), "InvalidSpec", "label"),
        A_LABEL_OF_AWS_IN_WHATEVER_CASE(
                spec -> spec.withResourceLabels(Map.of("Aws:team", "x")), "InvalidSpec", "label"),
        A_LABEL_OF_OURS_IN_WHATEVER_CASE(
                spec -> spec.withResourceLabels(Map.of("TowerForge.io/uid", "x")), "InvalidSpec", "label"),
        LABELS_THAT_ARE_ONE_TO_IAM(
                spec -> spec.withResourceLabels(Map.of("team", "x", "Team", "y")), "InvalidSpec", "case"),
        NO_WORK_DIRECTORY(spec -> spec.withWorkDirectory(null), "InvalidSpec", "workDirectory"),
        A_LOCAL_WORK_DIRECTORY(spec -> spec.withWorkDirectory("/tmp/work"), "InvalidSpec", "workDirectory"),
        NO_REGION(spec -> spec.withRegion(null), "InvalidSpec", "region"),
        NOT_A_REGION(spec -> spec.withRegion("Europe"), "InvalidSpec", "region"),
        NOT_AN_IMAGE(forge(forge -> forge.withImageId("latest")), "InvalidSpec", "imageId"),
        AN_AGENT_OF_ANOTHER_CLUSTER(
                forge(forge -> forge.withEcsAgentConfig("ECS_CLUSTER=mine")), "InvalidSpec", "ECS_CLUSTER"),
        GPU_WITHOUT_TYPES(forge(forge -> forge.withGpu(true)), "InvalidSpec", "instanceTypes"),
        NO_GPU(forge(forge -> forge.withGpu(true).withInstanceTypes(List.of("m6i"))), "PreflightFailed", "NVIDIA"),
        GRAVITON(forge(forge -> forge.withArchitecture(Architecture.ARM64)), "InvalidSpec", "rchitecture"),
        AN_IDENTITY(spec -> spec.withIdentityName("research"), "IdentityNotFound", "spec.identityName");

        private final UnaryOperator<AwsBatchComputeEnvironmentSpec> edit;
        private final String reason;
        private final String word;

        Bad(UnaryOperator<AwsBatchComputeEnvironmentSpec> edit, String reason, String word) {
            this.edit = edit;
            this.reason = reason;
            this.word = word;
        }

        private static UnaryOperator<AwsBatchComputeEnvironmentSpec> forge(UnaryOperator<ForgeSpec> edit) {
            return spec -> spec.withForge(edit.apply(spec.forge()));
        }
    }
}
