package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.ForgeSpec;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** One environment whose instances mount an EFS file system. */
abstract class EfsFixture {
    static final String TARGET = "AWS::EFS::MountTarget";

    final Story story = Story.begins();

    void ready(UnaryOperator<ForgeSpec> edit) {
        applies(Story.SPOT.withForge(edit.apply(Story.SPOT.forge())));
        story.passes(Duration.ofMinutes(6));
        assertThat(story.readiness()).isEqualTo("True/Available");
    }

    void applies(AwsBatchComputeEnvironmentSpec spec) {
        story.world().cluster().apply(Story.NAME, spec);
    }

    String closedGroup() {
        var network = story.world().aws().network();
        return network.addSecurityGroup(network.defaultVpcId(), "closed");
    }
}
