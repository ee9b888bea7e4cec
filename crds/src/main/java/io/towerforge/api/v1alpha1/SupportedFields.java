package io.towerforge.api.v1alpha1;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which fields are part of the API and not implemented yet. The operator answers them with {@code Stalled} and names
 * them, so that nobody takes silence for success. A field that is written out as off or empty asks for nothing.
 */
public final class SupportedFields {
    private record Unsupported(String fieldPath, Predicate<ForgeSpec> asked) {}

    private static final List<Unsupported> FORGE = List.of(
            new Unsupported("spec.forge.ebsAutoScale.enabled", ForgeSpec::usesEbsAutoScale),
            new Unsupported("spec.forge.bucketMounts.enabled", ForgeSpec::usesBucketMounts));

    private SupportedFields() {}

    /** The fields of an environment that ask for something not implemented yet, as paths; empty when there are none. */
    public static List<String> notYetSupported(AwsBatchComputeEnvironment environment) {
        return notYetSupported(environment.getSpec());
    }

    /** The fields of a spec that ask for something not implemented yet, as paths. */
    public static List<String> notYetSupported(AwsBatchComputeEnvironmentSpec spec) {
        List<String> paths = new ArrayList<>();
        ForgeSpec forge = spec.forge();
        if (forge != null) {
            FORGE.stream().filter(field -> field.asked().test(forge)).forEach(field -> paths.add(field.fieldPath()));
        }
        return List.copyOf(paths);
    }
}
