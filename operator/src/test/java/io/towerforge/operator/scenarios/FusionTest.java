package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.FusionSpec;
import io.towerforge.api.v1alpha1.NetworkSpec;
import io.towerforge.api.v1alpha1.ProvisioningModel;
import io.towerforge.api.v1alpha1.WaveSpec;
import io.towerforge.simulator.core.Fault;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Somebody uses Wave and Fusion. */
class FusionTest {
    private static final UnaryOperator<AwsBatchComputeEnvironmentSpec> FAST =
            spec -> spec.withWave(new WaveSpec(true)).withFusion(new FusionSpec(true, true, false));

    @Test
    void fastStorageLeftToTheOperatorTakesFamiliesWithDisksAndRemembersThem() {
        Story story = Story.begins();
        story.world().cluster().apply(Story.NAME, FAST.apply(Story.SPOT));
        story.passes(Duration.ofMinutes(4));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.environment().getStatus().effective().instanceTypes()).contains("c6id", "m6id", "r6id");
        assertThat(story.serving("work").attributes().toString()).contains("c6id", "m6id", "r6id");
        assertThat(story.serving("head").attributes().toString()).contains("optimal");
        assertThat(story.world().cluster().configMap("rnaseq-nextflow").get("nextflow.config"))
                .contains("volumes = ['/scratch/fusion:/tmp']");
    }

    @Test
    void typesWithoutDisksAreRefusedBeforeTheFirstWriteByName() {
        Story story = Story.begins();
        story.world().cluster().apply(Story.NAME, FAST.apply(Story.SPOT));
        story.editForge(forge -> forge.withInstanceTypes(List.of("m6id.large", "m6i.large", "c7i")));
        story.passes(Duration.ofMinutes(10));

        assertThat(story.stalled())
                .startsWith("PreflightFailed: ")
                .contains("c7i, m6i.large have no NVMe disks", "c6id, m6id or r6id");
        assertThat(story.writes()).isEmpty();

        story.editForge(forge -> forge.withInstanceTypes(List.of("m6id.large")));
        story.passes(Duration.ofMinutes(10));
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void whereTheOperatorMayNotAskTheKnownFamiliesDo() {
        Story story = Story.begins();
        story.world()
                .aws()
                .interceptor(Fault.ACCESS_DENIED.times(
                        Integer.MAX_VALUE, call -> call.operation().equals("DescribeInstanceTypes")));
        story.world().cluster().apply(Story.NAME, FAST.apply(Story.SPOT));
        story.editForge(forge -> forge.withInstanceTypes(List.of("m6i.large")));
        story.passes(Duration.ofMinutes(10));
        assertThat(story.stalled()).contains("m6i.large has no NVMe disks");

        story.editForge(forge -> forge.withInstanceTypes(List.of()));
        story.passes(Duration.ofMinutes(10));
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void moreSubnetsThanFargateTakesAreRefusedBeforeTheFirstWrite() {
        Story story = Story.begins();
        var network = story.world().aws().network();
        String vpc = network.addVpc("10.9.0.0/16");
        for (int subnets = 0; subnets < 17; subnets++) {
            network.addSubnet(vpc, "eu-west-1a");
        }
        story.world()
                .cluster()
                .apply(
                        Story.NAME,
                        FAST.apply(Story.SPOT)
                                .withForge(Story.SPOT
                                        .forge()
                                        .withFargateHead(true)
                                        .withNetwork(new NetworkSpec(vpc, null, null))));
        story.passes(Duration.ofMinutes(10));

        assertThat(story.stalled()).startsWith("PreflightFailed: ").contains("17", "at most 16", "subnetIds");
        assertThat(story.writes()).isEmpty();
    }

    @Test
    void aQueueOfFargateThatHasJustGoneHoldsNothingUp() {
        Story story = Story.begins();
        story.world()
                .cluster()
                .apply(
                        Story.NAME,
                        FAST.apply(Story.SPOT).withForge(Story.SPOT.forge().withFargateHead(true)));
        story.passes(Duration.ofMinutes(10));
        story.submit("head-fargate", 1);
        story.passes(Story.UNTIL_THE_NEXT_PASS);
        story.editForge(forge -> forge.withFargateHead(false));
        story.passes(Duration.ofMinutes(10));

        story.finishAllJobs();
        story.world()
                .run(
                        Duration.ofMinutes(30),
                        () -> {
                            assertThat(story.condition("Reconciling").reason()).isNotEqualTo("ProgressingWithRetry");
                            return false;
                        },
                        () -> {});
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void fusionGivenUpAgainLeavesTheEnvironmentAsItWas() {
        Story story = Story.ofAnEnvironment();
        String before = story.serving("work").attributes().toString();

        story.edit(FAST);
        story.passes(Duration.ofMinutes(20));
        assertThat(story.isSettled()).isTrue();
        assertThat(story.serving("work").attributes().toString()).contains("c6id");
        story.edit(spec -> spec.withWave(null).withFusion(null));
        story.passes(Duration.ofMinutes(20));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.serving("work").attributes().toString().contains("optimal"))
                .as(before)
                .isTrue();
        assertThat(story.world().cluster().configMap("rnaseq-nextflow").get("nextflow.config"))
                .doesNotContain("fusion", "wave");
    }

    @Test
    void snapshotsWithoutSpotAreRemarkedUpon() {
        Story story = Story.ofAnEnvironment();
        story.edit(spec -> spec.withWave(new WaveSpec(true)).withFusion(new FusionSpec(true, false, true)));
        story.passes(Duration.ofMinutes(10));
        assertThat(story.condition("Advisory").status().value()).isEqualTo("False");

        story.editForge(forge -> forge.withProvisioningModel(ProvisioningModel.ON_DEMAND));
        story.passes(Duration.ofMinutes(30));

        assertThat(story.condition("Advisory").reason()).isEqualTo("NoEffect");
        assertThat(story.condition("Advisory").message()).contains("`fusion.snapshots` has no effect");
        assertThat(story.isSettled()).isTrue();
    }
}
