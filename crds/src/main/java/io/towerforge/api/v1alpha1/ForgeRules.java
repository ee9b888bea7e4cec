package io.towerforge.api.v1alpha1;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** What the members of {@link ForgeSpec} need of one another, and exclude. */
final class ForgeRules {
    static final String MIN_CPUS = "`minCpus` must not be greater than `maxCpus`: lower `minCpus` or raise `maxCpus`.";
    static final String SPOT_STRATEGY =
            "The SPOT_* allocation strategies are for Spot only: set `provisioningModel` to 'Spot', or "
                    + "`allocationStrategy` to 'BEST_FIT_PROGRESSIVE'.";
    static final String BEST_FIT_NEEDS_FLEET_ROLE =
            "The allocation strategy BEST_FIT with Spot needs a Spot fleet role: set "
                    + "`roles.spotFleetRoleArn`, or `allocationStrategy` to 'SPOT_PRICE_CAPACITY_OPTIMIZED'.";
    static final String COST_PERCENTAGE = "`costPercentage` limits the price of Spot instances only: remove it, or set "
            + "`provisioningModel` to 'Spot'.";
    static final String FARGATE_HEAD_NEEDS_SPOT =
            "A Fargate head needs Spot instances for the tasks: set `provisioningModel` to "
                    + "'Spot', or `fargateHead` to 'false'.";
    static final String FARGATE_HEAD_EXCLUDES_EFS =
            "A Fargate head must not be combined with EFS: remove `efs`, or set `fargateHead` to 'false'.";
    static final String FARGATE_HEAD_EXCLUDES_FSX =
            "A Fargate head must not be combined with FSx: remove `fsx`, or set `fargateHead` to 'false'.";
    static final String FARGATE_HEAD_EXCLUDES_IMAGE =
            "A Fargate head must not be combined with a custom image: remove `imageId`, or "
                    + "set `fargateHead` to 'false'.";
    static final String FARGATE_HEAD_EXCLUDES_GPU =
            "A Fargate head must not be combined with GPU instances: set `gpu` or `fargateHead` to 'false'.";
    static final String ARM64_NEEDS_FARGATE_HEAD =
            "The architecture ARM64 needs a Fargate head: set `fargateHead` to 'true', or "
                    + "`architecture` to 'X86_64'.";
    static final String ARM64_EXCLUDES_GPU =
            "The architecture ARM64 must not be combined with GPU instances: set `gpu` to 'false', or "
                    + "`architecture` to 'X86_64'.";
    static final String GPU_NEEDS_TYPES =
            "GPU instances are never chosen for you: name families such as 'g5' in `instanceTypes`, or "
                    + "set `gpu` to 'false'.";
    static final String IMAGE_UPDATES_EXCLUDE_IMAGE =
            "The image of `imageId` has no updates to follow: remove `imageId`, or set "
                    + "`imageUpdates` to 'Pinned'.";
    static final String MOUNT_PATHS_DIFFER =
            "EFS and FSx must not be mounted at the same path: change `efs.mountPath` or " + "`fsx.mountPath`.";
    static final String BUCKET_MOUNTS_HAVE_THE_FOLDER =
            "With bucket mounts the folder '/fusion' belongs to them: choose another `efs.mountPath` or "
                    + "`fsx.mountPath`, or set `bucketMounts.enabled` to 'false'.";

    static final String BUCKET_MOUNTS_ARE_FEW =
            "At most 20 `allowedBuckets` can be mounted, because EC2's user data holds 16 KiB: remove some, or set "
                    + "`bucketMounts.enabled` to 'false'.";
    static final String AGENT_CONFIG_LEAVES_ROOM =
            "With `bucketMounts` or `ebsAutoScale`, `ecsAgentConfig` may have at most 1024 characters, because EC2's user "
                    + "data holds 16 KiB: shorten it.";

    static final String AGENT_CONFIG_LINES =
            "Each line of `ecsAgentConfig` must be NAME=value, a comment that begins with '#', or empty, in printable "
                    + "ASCII characters: correct the line.";
    static final String AGENT_CONFIG_CLUSTER =
            "`ecsAgentConfig` must not set ECS_CLUSTER, with which AWS Batch finds its instances: remove the line.";

    /** What no line of the agent's configuration may hold, or begin with (Amazon ECS developer guide, "ecs.config"). */
    static final String NO_AGENT_CONFIG_LINE = "[^ -~\n\t]|(^|\n)[ \t]*([^A-Z# \t\n]|[A-Z][A-Z0-9_]*([^A-Z0-9_=]|$))";

    private static final Pattern NO_LINE = Pattern.compile(NO_AGENT_CONFIG_LINE);

    static final List<Rule<ForgeSpec>> RULES = List.of(
            new Rule<>(
                    ".minCpus",
                    MIN_CPUS,
                    forge -> forge.minCpus() == null || forge.maxCpus() == null || forge.minCpus() <= forge.maxCpus()),
            new Rule<>(
                    ".allocationStrategy",
                    SPOT_STRATEGY,
                    forge -> forge.usesSpot() || !isForSpot(forge.allocationStrategy())),
            new Rule<>(
                    ".allocationStrategy",
                    BEST_FIT_NEEDS_FLEET_ROLE,
                    forge -> !forge.usesSpot()
                            || forge.allocationStrategy() != AllocationStrategy.BEST_FIT
                            || (forge.roles() != null && forge.roles().spotFleetRoleArn() != null)),
            new Rule<>(".costPercentage", COST_PERCENTAGE, forge -> forge.usesSpot() || forge.costPercentage() == null),
            new Rule<>(".fargateHead", FARGATE_HEAD_NEEDS_SPOT, forge -> !forge.usesFargateHead() || forge.usesSpot()),
            new Rule<>(".efs", FARGATE_HEAD_EXCLUDES_EFS, forge -> !forge.usesFargateHead() || forge.efs() == null),
            new Rule<>(".fsx", FARGATE_HEAD_EXCLUDES_FSX, forge -> !forge.usesFargateHead() || forge.fsx() == null),
            new Rule<>(
                    ".imageId",
                    FARGATE_HEAD_EXCLUDES_IMAGE,
                    forge -> !forge.usesFargateHead() || forge.imageId() == null),
            new Rule<>(".gpu", FARGATE_HEAD_EXCLUDES_GPU, forge -> !forge.usesFargateHead() || !forge.usesGpu()),
            new Rule<>(
                    ".architecture",
                    ARM64_NEEDS_FARGATE_HEAD,
                    forge -> forge.architecture() != Architecture.ARM64 || forge.usesFargateHead()),
            new Rule<>(
                    ".gpu",
                    ARM64_EXCLUDES_GPU,
                    forge -> forge.architecture() != Architecture.ARM64 || !forge.usesGpu()),
            new Rule<>(
                    ".instanceTypes",
                    GPU_NEEDS_TYPES,
                    forge -> !forge.usesGpu() || !forge.instanceTypes().isEmpty()),
            new Rule<>(
                    ".imageUpdates",
                    IMAGE_UPDATES_EXCLUDE_IMAGE,
                    forge -> forge.imageUpdates() != ImageUpdates.LATEST || forge.imageId() == null),
            new Rule<>(
                    ".fsx",
                    MOUNT_PATHS_DIFFER,
                    forge -> forge.efs() == null
                            || forge.fsx() == null
                            || !Objects.equals(
                                    forge.efs().mountPathOrDefault(),
                                    forge.fsx().mountPathOrDefault())),
            new Rule<>(
                    ".bucketMounts",
                    BUCKET_MOUNTS_HAVE_THE_FOLDER,
                    forge -> !forge.usesBucketMounts()
                            || ((forge.efs() == null
                                            || !isInFusionFolder(forge.efs().mountPathOrDefault()))
                                    && (forge.fsx() == null
                                            || !isInFusionFolder(forge.fsx().mountPathOrDefault())))),
            new Rule<>(
                    ".allowedBuckets",
                    BUCKET_MOUNTS_ARE_FEW,
                    forge -> !forge.usesBucketMounts() || forge.allowedBuckets().size() <= 20),
            new Rule<>(
                    ".ecsAgentConfig",
                    AGENT_CONFIG_LEAVES_ROOM,
                    forge -> forge.ecsAgentConfig() == null
                            || forge.ecsAgentConfig().length() <= 1024
                            || (!forge.usesBucketMounts() && !forge.usesEbsAutoScale())),
            new Rule<>(
                    ".ecsAgentConfig",
                    AGENT_CONFIG_LINES,
                    forge -> forge.ecsAgentConfig() == null
                            || !NO_LINE.matcher(forge.ecsAgentConfig()).find()),
            new Rule<>(
                    ".ecsAgentConfig",
                    AGENT_CONFIG_CLUSTER,
                    forge -> forge.ecsAgentConfig() == null
                            || !forge.ecsAgentConfig().contains("ECS_CLUSTER=")));

    private ForgeRules() {}

    private static boolean isInFusionFolder(String path) {
        return (path + "/").startsWith("/fusion/");
    }

    private static boolean isForSpot(AllocationStrategy strategy) {
        return strategy == AllocationStrategy.SPOT_CAPACITY_OPTIMIZED
                || strategy == AllocationStrategy.SPOT_PRICE_CAPACITY_OPTIMIZED;
    }
}
