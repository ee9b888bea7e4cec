package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.EffectiveStatus;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.api.v1alpha1.NetworkSpec;
import io.towerforge.api.v1alpha1.ProvisioningModel;
import io.towerforge.operator.model.Facts;
import java.util.List;

/** What was chosen for what the spec leaves out, as {@code status.effective} records it. */
public final class EffectiveChoice {
    private EffectiveChoice() {}

    public static EffectiveStatus of(AwsBatchComputeEnvironmentSpec spec, Facts facts) {
        ForgeSpec forge = spec.forge();
        if (forge == null) {
            return new EffectiveStatus("Manual", null, null, List.of(), List.of(), List.of(), null);
        }
        NetworkSpec given = forge.network() == null ? new NetworkSpec(null, null, null) : forge.network();
        return new EffectiveStatus(
                (forge.usesSpot() ? ProvisioningModel.SPOT : ProvisioningModel.ON_DEMAND).value(),
                forge.imageId() == null ? facts.imageId() : null,
                given.vpcId() == null ? facts.vpcId() : null,
                given.subnetIds().isEmpty() ? List.copyOf(facts.network().subnetIds()) : List.of(),
                given.securityGroupIds().isEmpty() ? List.copyOf(facts.network().securityGroupIds()) : List.of(),
                forge.instanceTypes().isEmpty()
                        ? EnvironmentSpecs.types(spec, facts).stream().sorted().toList()
                        : List.of(),
                forge.allocationStrategy() == null
                        ? EnvironmentSpecs.strategy(forge).value()
                        : null);
    }
}
