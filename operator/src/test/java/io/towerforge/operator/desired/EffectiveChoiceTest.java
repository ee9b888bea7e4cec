package io.towerforge.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.EffectiveStatus;
import org.junit.jupiter.api.Test;

/** What the status records as chosen: only what the user left out. */
class EffectiveChoiceTest {
    @Test
    void whatTheSpecLeavesOutIsShown() {
        EffectiveStatus chosen = chosen(Scene.forge());
        assertThat(chosen.imageId()).isEqualTo("ami-0default");
        assertThat(chosen.vpcId()).isEqualTo("vpc-1");
        assertThat(chosen.subnetIds()).containsExactly("subnet-1", "subnet-2");
        assertThat(chosen.securityGroupIds()).containsExactly("sg-1");
        assertThat(chosen.instanceTypes()).containsExactly("optimal");
        assertThat(chosen.allocationStrategy()).isEqualTo("SPOT_PRICE_CAPACITY_OPTIMIZED");
    }

    @Test
    void onDemandHasAStrategyOfItsOwn() {
        assertThat(chosen(Scene.forge("provisioningModel: OnDemand")).allocationStrategy())
                .isEqualTo("BEST_FIT_PROGRESSIVE");
    }

    @Test
    void whatTheSpecSaysIsNotRepeated() {
        EffectiveStatus chosen = chosen(Scene.forge(
                "imageId: ami-1",
                "instanceTypes: [m6i]",
                "allocationStrategy: SPOT_CAPACITY_OPTIMIZED",
                "network: { vpcId: vpc-2, subnetIds: [subnet-9], securityGroupIds: [sg-9] }"));
        assertThat(chosen.imageId()).isNull();
        assertThat(chosen.vpcId()).isNull();
        assertThat(chosen.allocationStrategy()).isNull();
        assertThat(chosen.subnetIds()).isEmpty();
        assertThat(chosen.securityGroupIds()).isEmpty();
        assertThat(chosen.instanceTypes()).isEmpty();
    }

    @Test
    void inManualModeNothingIsChosen() {
        EffectiveStatus chosen = chosen(Scene.spec(
                "region: eu-west-1\nworkDirectory: s3://acme/work\nmanual: { headQueue: h, computeQueue: c }\n"));
        assertThat(chosen.imageId()).isNull();
        assertThat(chosen.instanceTypes()).isEmpty();
    }

    private static EffectiveStatus chosen(AwsBatchComputeEnvironmentSpec spec) {
        return EffectiveChoice.of(Scene.first(spec), null);
    }
}
