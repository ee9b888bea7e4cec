package io.towerforge.api.v1alpha1;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which fields are part of the API and not implemented yet. The operator answers them with {@code Stalled} and names
 * them, so that nobody takes silence for success. A field that is written out as off or empty asks for nothing.
 */
public final class SupportedFields {
    private SupportedFields() {}

    /** The fields of an environment that ask for something not implemented yet, as paths; empty when there are none. */
    public static List<String> notYetSupported(AwsBatchComputeEnvironment environment) {
        Map<String, String> annotations =
                Objects.requireNonNullElse(environment.getMetadata().getAnnotations(), Map.of());
        return notYetSupported(environment.getSpec(), annotations);
    }

    /** The fields of a spec and its object's annotations that ask for something not implemented yet, as paths. */
    public static List<String> notYetSupported(AwsBatchComputeEnvironmentSpec spec, Map<String, String> annotations) {
        List<String> paths = new ArrayList<>();
        if (annotations.containsKey(Annotations.ADOPT)) {
            paths.add("metadata.annotations[" + Annotations.ADOPT + "]");
        }
        return List.copyOf(paths);
    }

    /** The fields of an identity that ask for something not implemented yet, as paths; empty when there are none. */
    public static List<String> notYetSupported(AwsIdentitySpec identity) {
        GuardRails guardRails = identity.guardRails();
        List<String> paths = new ArrayList<>();
        if (guardRails != null && guardRails.rolePath() != null) {
            paths.add("spec.guardRails.rolePath");
        }
        return List.copyOf(paths);
    }
}
