package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.Architecture;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.EffectiveStatus;
import io.towerforge.api.v1alpha1.EffectiveStatusBuilder;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.api.v1alpha1.GrantedStatus;
import io.towerforge.api.v1alpha1.NetworkSpec;
import io.towerforge.api.v1alpha1.ProvisioningModel;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.Grants;
import java.util.List;
import java.util.Objects;

/** What was chosen for what the spec leaves out, as {@code status.effective} records it. */
public final class EffectiveChoice {
    private EffectiveChoice() {}

    public static EffectiveStatus of(StackRequest request) {
        AwsBatchComputeEnvironmentSpec spec = request.spec();
        Facts facts = request.facts();
        ForgeSpec forge = spec.forge();
        if (forge == null) {
            return EffectiveStatusBuilder.builder().provisioningModel("Manual").build();
        }
        NetworkSpec given = forge.network() == null ? new NetworkSpec(null, null, null) : forge.network();
        return EffectiveStatusBuilder.builder()
                .provisioningModel((forge.usesSpot() ? ProvisioningModel.SPOT : ProvisioningModel.ON_DEMAND).value())
                .imageId(forge.imageId() == null ? facts.image().id() : null)
                .imageType(facts.image().type())
                .architecture(Objects.requireNonNullElse(forge.architecture(), Architecture.X86_64)
                        .value())
                .headImageId(
                        facts.headImage().equals(facts.image())
                                ? null
                                : facts.headImage().id())
                .vpcId(given.vpcId() == null ? facts.vpcId() : null)
                .subnetIds(
                        given.subnetIds().isEmpty()
                                ? List.copyOf(facts.network().subnetIds())
                                : List.of())
                .securityGroupIds(
                        given.securityGroupIds().isEmpty()
                                ? List.copyOf(facts.network().securityGroupIds())
                                : List.of())
                .instanceTypes(
                        forge.instanceTypes().isEmpty()
                                ? EnvironmentSpecs.types(spec, facts).stream()
                                        .sorted()
                                        .toList()
                                : List.of())
                .allocationStrategy(
                        forge.allocationStrategy() == null
                                ? EnvironmentSpecs.strategy(forge).value()
                                : null)
                .granted(granted(new Roles(request).granted()))
                .build();
    }

    private static GrantedStatus granted(Grants grants) {
        return new GrantedStatus(
                List.copyOf(grants.buckets()), List.copyOf(grants.jobRoleArns()), List.copyOf(grants.logGroups()));
    }
}
