package io.towerforge.api.v1alpha1;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which fields are part of the API and not implemented yet. The operator answers them with {@code Stalled} and names
 * them, so that nobody takes silence for success. A field that is written out as off or empty asks for nothing.
 */
public final class SupportedFields {
    private record Unsupported<T>(String fieldPath, Predicate<T> asked) {}

    private static final List<Unsupported<AwsBatchComputeEnvironmentSpec>> SPEC = List.of(
            new Unsupported<>("spec.identityName", spec -> spec.identityName() != null),
            new Unsupported<>("spec.wave.enabled", AwsBatchComputeEnvironmentSpec::usesWave),
            new Unsupported<>("spec.fusion.enabled", AwsBatchComputeEnvironmentSpec::usesFusion),
            new Unsupported<>(
                    "spec.fusion.fastInstanceStorage", AwsBatchComputeEnvironmentSpec::usesFastInstanceStorage),
            new Unsupported<>(
                    "spec.fusion.snapshots",
                    spec -> spec.fusion() != null
                            && Boolean.TRUE.equals(spec.fusion().snapshots())),
            new Unsupported<>("spec.headJob", spec -> asksForAnything(spec.headJob())),
            new Unsupported<>("spec.environment", spec -> !spec.environment().isEmpty()),
            new Unsupported<>("spec.preRunScript", spec -> asksForAnything(spec.preRunScript())),
            new Unsupported<>("spec.postRunScript", spec -> asksForAnything(spec.postRunScript())),
            new Unsupported<>(
                    "spec.pipelineSecrets", spec -> !spec.pipelineSecrets().isEmpty()));

    private static final List<Unsupported<ForgeSpec>> FORGE = List.of(
            new Unsupported<>("spec.forge.architecture", forge -> forge.architecture() == Architecture.ARM64),
            new Unsupported<>("spec.forge.gpu", ForgeSpec::usesGpu),
            new Unsupported<>("spec.forge.fargateHead", ForgeSpec::usesFargateHead),
            new Unsupported<>("spec.forge.imageUpdates", forge -> forge.imageUpdates() == ImageUpdates.LATEST),
            new Unsupported<>(
                    "spec.forge.bootDisk.kmsKeyId",
                    forge -> forge.bootDisk() != null && forge.bootDisk().kmsKeyId() != null),
            new Unsupported<>("spec.forge.ebsAutoScale.enabled", ForgeSpec::usesEbsAutoScale),
            new Unsupported<>("spec.forge.bucketMounts.enabled", ForgeSpec::usesBucketMounts),
            new Unsupported<>("spec.forge.ecsAgentConfig", forge -> asksForAnything(forge.ecsAgentConfig())),
            new Unsupported<>(
                    "spec.forge.roles.serviceRoleArn",
                    forge -> forge.roles() != null && forge.roles().serviceRoleArn() != null),
            new Unsupported<>(
                    "spec.forge.roles.instanceProfileArn",
                    forge -> forge.roles() != null && forge.roles().instanceProfileArn() != null),
            new Unsupported<>(
                    "spec.forge.roles.permissionsBoundaryArn",
                    forge -> forge.roles() != null && forge.roles().permissionsBoundaryArn() != null));

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
        SPEC.stream().filter(field -> field.asked().test(spec)).forEach(field -> paths.add(field.fieldPath()));
        ForgeSpec forge = spec.forge();
        if (forge != null) {
            FORGE.stream().filter(field -> field.asked().test(forge)).forEach(field -> paths.add(field.fieldPath()));
        }
        if (annotations.containsKey(Annotations.ADOPT)) {
            paths.add("metadata.annotations[" + Annotations.ADOPT + "]");
        }
        return List.copyOf(paths);
    }

    private static boolean asksForAnything(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static boolean asksForAnything(@Nullable HeadJobSpec headJob) {
        return headJob != null && !headJob.equals(new HeadJobSpec(null, null, null));
    }
}
