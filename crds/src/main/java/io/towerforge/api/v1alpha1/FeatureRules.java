package io.towerforge.api.v1alpha1;

import java.util.List;

/** Which features of an environment need or exclude one another; the rules span the whole spec. */
final class FeatureRules {
    static final String FORGE_OR_MANUAL = "Set exactly one of `forge` and `manual`: `forge` creates an environment, "
            + "`manual` connects to queues that exist already.";
    static final String FUSION_NEEDS_WAVE =
            "Fusion needs Wave: set `wave.enabled` to 'true', or `fusion.enabled` to 'false'.";
    static final String FUSION_NEEDS_S3 =
            "Fusion needs a work directory in S3: set `workDirectory` to 's3://<bucket>/<path>', or `fusion.enabled` to 'false'.";
    static final String FARGATE_HEAD_NEEDS_FUSION =
            "A Fargate head needs Fusion: set `fusion.enabled` and `wave.enabled` to 'true', or `forge.fargateHead` to 'false'.";
    static final String FARGATE_HEAD_NEEDS_S3 = "A Fargate head needs a work directory in S3: set `workDirectory` to "
            + "'s3://<bucket>/<path>', or `forge.fargateHead` to 'false'.";
    static final String FARGATE_HEAD_CPUS = "A head job on Fargate may have at most 16 vCPUs: lower `headJob.cpus`, "
            + "or set `forge.fargateHead` to 'false'.";
    static final String FARGATE_HEAD_MEMORY =
            "A head job on Fargate may have at most 122880 MiB: lower `headJob.memoryMiB`, "
                    + "or set `forge.fargateHead` to 'false'.";
    static final String ARM64_NEEDS_FUSION = "The architecture ARM64 needs Wave and Fusion: set `wave.enabled` and "
            + "`fusion.enabled` to 'true', or `forge.architecture` to 'X86_64'.";
    static final String FAST_STORAGE_TYPES =
            "Fast instance storage needs instance types with NVMe disks, which 'optimal', "
                    + "'default_x86_64', 'default_arm64' and the families c4, m4 and r4 do not promise: remove them from "
                    + "`forge.instanceTypes`, or leave the list empty to have suitable ones chosen.";
    static final String EBS_AUTO_SCALE_EXCLUDES_FUSION =
            "EBS autoscaling must not be combined with Fusion, which replaces it: "
                    + "set `forge.ebsAutoScale.enabled` or `fusion.enabled` to 'false'.";
    static final String BUCKET_MOUNTS_EXCLUDE_FUSION =
            "Bucket mounts must not be combined with Fusion, which provides the same "
                    + "folders itself: set `forge.bucketMounts.enabled` or `fusion.enabled` to 'false'.";
    static final String CLI_PATH_EXCLUDES_FUSION =
            "`awsCliPath` must not be set with `forge` and Fusion, which needs no AWS CLI: "
                    + "remove `awsCliPath`, or set `fusion.enabled` to 'false'.";
    static final String WORK_DIRECTORY_ON_A_MOUNT =
            "A `workDirectory` that is a path must lie below the mount of `forge.efs` "
                    + "or `forge.fsx`: correct the path, add the file system, or use 's3://<bucket>/<path>'.";

    static final List<Rule<AwsBatchComputeEnvironmentSpec>> RULES = List.of(
            new Rule<>(".forge", FORGE_OR_MANUAL, spec -> (spec.forge() == null) != (spec.manual() == null)),
            new Rule<>(".fusion.enabled", FUSION_NEEDS_WAVE, spec -> !spec.usesFusion() || spec.usesWave()),
            new Rule<>(".fusion.enabled", FUSION_NEEDS_S3, spec -> !spec.usesFusion() || spec.usesS3WorkDirectory()),
            new Rule<>(
                    ".forge.fargateHead",
                    FARGATE_HEAD_NEEDS_FUSION,
                    spec -> !usesFargateHead(spec) || spec.usesFusion()),
            new Rule<>(
                    ".forge.fargateHead",
                    FARGATE_HEAD_NEEDS_S3,
                    spec -> !usesFargateHead(spec) || spec.usesS3WorkDirectory()),
            new Rule<>(".headJob.cpus", FARGATE_HEAD_CPUS, spec -> !usesFargateHead(spec) || headCpus(spec) <= 16),
            new Rule<>(
                    ".headJob.memoryMiB",
                    FARGATE_HEAD_MEMORY,
                    spec -> !usesFargateHead(spec)
                            || spec.headJob() == null
                            || spec.headJob().memoryMiB() == null
                            || spec.headJob().memoryMiB() <= 122880),
            new Rule<>(
                    ".forge.architecture",
                    ARM64_NEEDS_FUSION,
                    spec -> spec.forge() == null
                            || spec.forge().architecture() != Architecture.ARM64
                            || (spec.usesWave() && spec.usesFusion())),
            new Rule<>(
                    ".forge.instanceTypes",
                    FAST_STORAGE_TYPES,
                    spec -> spec.forge() == null
                            || !spec.usesFastInstanceStorage()
                            || spec.forge().instanceTypes().stream().noneMatch(FeatureRules::promisesNoDisk)),
            new Rule<>(
                    ".forge.ebsAutoScale",
                    EBS_AUTO_SCALE_EXCLUDES_FUSION,
                    spec -> spec.forge() == null || !spec.forge().usesEbsAutoScale() || !spec.usesFusion()),
            new Rule<>(
                    ".forge.bucketMounts",
                    BUCKET_MOUNTS_EXCLUDE_FUSION,
                    spec -> spec.forge() == null || !spec.forge().usesBucketMounts() || !spec.usesFusion()),
            new Rule<>(
                    ".awsCliPath",
                    CLI_PATH_EXCLUDES_FUSION,
                    spec -> spec.awsCliPath() == null || spec.forge() == null || !spec.usesFusion()),
            new Rule<>(".workDirectory", WORK_DIRECTORY_ON_A_MOUNT, FeatureRules::workDirectoryExists));

    private FeatureRules() {}

    private static boolean usesFargateHead(AwsBatchComputeEnvironmentSpec spec) {
        return spec.forge() != null && spec.forge().usesFargateHead();
    }

    private static int headCpus(AwsBatchComputeEnvironmentSpec spec) {
        return spec.headJob() == null || spec.headJob().cpus() == null
                ? 1
                : spec.headJob().cpus();
    }

    private static boolean promisesNoDisk(String instanceType) {
        return switch (instanceType) {
            case "optimal", "default_x86_64", "default_arm64", "c4", "m4", "r4" -> true;
            default ->
                instanceType.startsWith("c4.") || instanceType.startsWith("m4.") || instanceType.startsWith("r4.");
        };
    }

    private static boolean workDirectoryExists(AwsBatchComputeEnvironmentSpec spec) {
        ForgeSpec forge = spec.forge();
        String workDirectory = spec.workDirectory();
        if (forge == null || workDirectory == null || !workDirectory.startsWith("/")) {
            return true;
        }
        return (forge.efs() != null && isBelow(forge.efs().mountPathOrDefault(), workDirectory))
                || (forge.fsx() != null && isBelow(forge.fsx().mountPathOrDefault(), workDirectory));
    }

    private static boolean isBelow(String mountPath, String path) {
        return (path + "/").startsWith(mountPath + "/");
    }
}
