package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.AwsIdentitySpec;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.api.v1alpha1.RolesSpec;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A spec together with what the identity it uses adds to it. */
public final class GrantedSpec {
    private GrantedSpec() {}

    /**
     * The spec with the identity's labels below its own, be it that only the case of their keys differs, and the identity's permissions boundary on every role that is created.
     *
     * @param identity null for the operator's own credentials, which add nothing
     */
    public static AwsBatchComputeEnvironmentSpec of(
            AwsBatchComputeEnvironmentSpec spec, @Nullable AwsIdentitySpec identity) {
        if (identity == null) {
            return spec;
        }
        Map<String, String> labels = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        labels.putAll(identity.resourceLabels());
        spec.resourceLabels().keySet().forEach(labels::remove);
        labels.putAll(spec.resourceLabels());
        String boundary =
                identity.guardRails() == null ? null : identity.guardRails().permissionsBoundaryArn();
        return (boundary == null || spec.forge() == null ? spec : spec.withForge(bounded(spec.forge(), boundary)))
                .withResourceLabels(labels);
    }

    /** The IAM path that the identity demands of roles that are made; null when it demands none. */
    public static @Nullable String rolePath(@Nullable AwsIdentitySpec identity) {
        return identity == null || identity.guardRails() == null
                ? null
                : identity.guardRails().rolePath();
    }

    private static ForgeSpec bounded(ForgeSpec forge, String boundary) {
        RolesSpec roles = forge.roles() == null ? new RolesSpec(null, null, null, null) : forge.roles();
        return forge.withRoles(roles.withPermissionsBoundaryArn(boundary));
    }
}
