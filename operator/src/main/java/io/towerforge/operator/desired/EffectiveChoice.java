package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.Architecture;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.EffectiveStatus;
import io.towerforge.api.v1alpha1.EffectiveStatusBuilder;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.api.v1alpha1.GrantedStatus;
import io.towerforge.api.v1alpha1.NetworkSpec;
import io.towerforge.api.v1alpha1.ProvisioningModel;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.Grants;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was chosen for what the spec leaves out, as {@code status.effective} records it. */
public final class EffectiveChoice {
    private EffectiveChoice() {}

    /** @param before what was recorded last; null when there is none */
    public static EffectiveStatus of(StackRequest request, @Nullable EffectiveStatus before) {
        AwsBatchComputeEnvironmentSpec spec = request.spec();
        Facts facts = request.facts();
        ForgeSpec forge = spec.forge();
        if (forge == null) {
            return manual(request, before);
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

    /** What was chosen is forgotten when nothing of it is left: jobs may still run there, and the spec may come back to it. */
    private static EffectiveStatus manual(StackRequest request, @Nullable EffectiveStatus before) {
        boolean isLeft =
                before != null && !request.seen().all(ComputeEnvironment.class).isEmpty();
        return (isLeft ? before : EffectiveStatusBuilder.builder().build()).withProvisioningModel("Manual");
    }

    private static GrantedStatus granted(Grants grants) {
        return new GrantedStatus(
                List.copyOf(grants.buckets()), List.copyOf(grants.jobRoleArns()), List.copyOf(grants.logGroups()));
    }
}
