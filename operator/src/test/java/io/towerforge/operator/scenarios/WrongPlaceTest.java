package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.NetworkSpec;
import io.towerforge.simulator.core.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A spec that names subnets, security groups or an image that are not there. */
class WrongPlaceTest {
    private static final String NOWHERE = "subnet-00000000000000000";

    @Test
    void anEditToASubnetThatDoesNotExistIsRefusedForAsLongAsItStands() {
        Story story = Story.ofAPipeline();
        var before = story.objects();

        story.editForge(forge -> forge.withNetwork(new NetworkSpec(null, List.of(NOWHERE), List.of())));
        story.passes(Duration.ofHours(2));

        assertThat(story.stalled()).startsWith("PreflightFailed: ").contains(NOWHERE, "`spec.forge.network`");
        assertThat(story.objects()).isEqualTo(before);
        assertThat(story.lostJobs()).isEmpty();
    }

    @Test
    void aNewEnvironmentInASubnetAndAGroupThatDoNotExistIsNotBegunEvenLater() {
        Story story = Story.begins();
        story.world()
                .cluster()
                .apply(
                        Story.NAME,
                        Story.SPOT.withForge(Story.SPOT
                                .forge()
                                .withNetwork(
                                        new NetworkSpec(null, List.of(NOWHERE), List.of("sg-00000000000000000")))));
        story.passes(Duration.ofHours(1));

        assertThat(story.stalled()).startsWith("PreflightFailed: ").contains(NOWHERE, "sg-00000000000000000");
        assertThat(story.writes()).isEmpty();
        assertThat(story.calls().size()).isLessThan(150);
    }

    @Test
    void anEditWhoseFirstLookFailsIsCheckedAllTheSame() {
        Story story = Story.ofAPipeline();
        var before = story.objects();
        story.world()
                .aws()
                .interceptor(Fault.THROTTLED.times(3, call -> call.operation().startsWith("Describe")));

        story.editForge(forge -> forge.withNetwork(new NetworkSpec(null, List.of(NOWHERE), List.of())));
        story.passes(Duration.ofMinutes(30));

        assertThat(story.stalled()).startsWith("PreflightFailed: ");
        assertThat(story.objects()).isEqualTo(before);
    }

    @Test
    void itGoesOnWhenTheSubnetIsCorrected() {
        Story story = Story.ofAnEnvironment();
        story.editForge(forge -> forge.withNetwork(new NetworkSpec(null, List.of(NOWHERE), List.of())));
        story.passes(Duration.ofMinutes(30));
        var network = story.world().aws().network();
        String subnet = network.subnetIds(network.defaultVpcId()).get(0);

        story.editForge(forge -> forge.withNetwork(new NetworkSpec(null, List.of(subnet), List.of())));
        story.passes(Duration.ofMinutes(30));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.serving("work").attributes().toString()).contains("subnets=[" + subnet + "]");
    }

    @Test
    void aKeyPairThatDoesNotExistIsNamed() {
        Story story = Story.begins();
        story.world()
                .cluster()
                .apply(Story.NAME, Story.SPOT.withForge(Story.SPOT.forge().withKeyPair("nobody's")));
        story.passes(Duration.ofMinutes(10));

        assertThat(story.stalled()).startsWith("PreflightFailed: ").contains("`spec.forge.keyPair`", "'nobody's'");
        assertThat(story.writes()).isEmpty();

        story.editForge(forge -> forge.withKeyPair("debugging"));
        story.passes(Duration.ofMinutes(30));
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void anImageThatDoesNotExistIsNamedAndNothingRunsHot() {
        Story story = Story.begins();
        story.world()
                .cluster()
                .apply(Story.NAME, Story.SPOT.withForge(Story.SPOT.forge().withImageId("ami-00000000000000000")));
        story.passes(Duration.ofHours(1));
        int calls = story.calls().size();
        story.passes(Duration.ofHours(1));

        assertThat(story.stalled()).contains("ami-00000000000000000");
        assertThat(story.calls().size() - calls).isLessThan(200);

        story.editForge(forge -> forge.withImageId(null));
        story.passes(Duration.ofMinutes(30));
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void anEditToAnImageThatDoesNotExistCostsNoJobAndCanBeUndone() {
        Story story = Story.ofAPipeline();

        story.editForge(forge -> forge.withImageId("ami-00000000000000000"));
        story.passes(Duration.ofHours(1));
        assertThat(story.stalled()).contains("ami-00000000000000000");
        assertThat(story.readiness()).isEqualTo("False/PreflightFailed");
        story.editForge(forge -> forge.withImageId(null));
        story.passes(Duration.ofMinutes(30));
        assertThat(story.lostJobs()).isEmpty();
        story.finishAllJobs();
        story.passes(Duration.ofMinutes(30));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.lostJobs()).isEmpty();
        assertThat(story.objects("AWS::Batch::ComputeEnvironment")).hasSize(2);
    }
}
