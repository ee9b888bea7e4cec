package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.AwsIdentitySpec;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A spec together with what the identity it uses adds to it. */
public final class GrantedSpec {
    private GrantedSpec() {}

    /**
     * The spec with the identity's labels below its own.
     *
     * @param identity null for the operator's own credentials, which add nothing
     */
    public static AwsBatchComputeEnvironmentSpec of(
            AwsBatchComputeEnvironmentSpec spec, @Nullable AwsIdentitySpec identity) {
        if (identity == null || identity.resourceLabels().isEmpty()) {
            return spec;
        }
        Map<String, String> labels = new TreeMap<>(identity.resourceLabels());
        labels.putAll(spec.resourceLabels());
        return spec.withResourceLabels(labels);
    }
}
