package io.towerforge.simulator.batch;

import io.towerforge.simulator.ec2.InstanceTypes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.batch.model.CRAllocationStrategy;
import software.amazon.awssdk.services.batch.model.CRType;
import software.amazon.awssdk.services.batch.model.ComputeResource;
import software.amazon.awssdk.services.batch.model.Ec2Configuration;
import software.amazon.awssdk.services.batch.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.ArchitectureType;

/**
 * What Batch checks about a compute environment's resources before it accepts them (AWS Batch API reference, ComputeResource).
 */
final class EnvironmentRules {
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,127}");
    private static final Set<String> SPOT_STRATEGIES =
            Set.of("SPOT_CAPACITY_OPTIMIZED", "SPOT_PRICE_CAPACITY_OPTIMIZED", "SPOT_CAPACITY_OPTIMIZED_PRIORITIZED");
    private static final int MOST_OVERRIDES = 10;

    private static final int MOST_FARGATE_SUBNETS = 16;
    private static final int MOST_FARGATE_GROUPS = 5;

    private EnvironmentRules() {}

    static void checkName(@Nullable String name, String field) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw BatchErrors.refused("Error executing request, Exception : " + field
                    + " can only contain letters, numbers, hyphens and underscores, must start with a letter or number "
                    + "and have at most 128 characters.");
        }
    }

    /** Checks the resources of a new environment. */
    static void checkNew(ComputeResource resources) {
        if (resources.type() == null) {
            throw missing("type");
        }
        if (resources.maxvCpus() == null) {
            throw missing("maxvCpus");
        }
        if (resources.subnets().isEmpty()) {
            throw missing("subnets");
        }
        if (isFargate(resources)) {
            checkNewFargate(resources);
        } else {
            checkNewInstances(resources);
        }
        checkConsistent(resources);
    }

    /** Checks what must be true of any environment, new or changed. */
    static void checkConsistent(ComputeResource resources) {
        if (resources.type() == CRType.UNKNOWN_TO_SDK_VERSION) {
            throw BatchErrors.refused("type can only be one of [EC2, SPOT, FARGATE, FARGATE_SPOT]");
        }
        int least = resources.minvCpus() == null ? 0 : resources.minvCpus();
        if (least < 0 || resources.maxvCpus() < least) {
            throw BatchErrors.refused("minvCpus must not be negative, nor greater than maxvCpus.");
        }
        checkStrategy(resources);
        checkInstanceTypes(resources.instanceTypes());
        checkImages(resources);
        checkLaunchTemplate(resources.launchTemplate());
        if (resources.bidPercentage() != null && (resources.bidPercentage() < 0 || resources.bidPercentage() > 100)) {
            throw BatchErrors.refused("bidPercentage must be between 0 and 100.");
        }
    }

    static boolean isFargate(ComputeResource resources) {
        return resources.type() == CRType.FARGATE || resources.type() == CRType.FARGATE_SPOT;
    }

    /** Whether the strategy is BEST_FIT, which is also what the absence of a strategy means. */
    static boolean isBestFit(ComputeResource resources) {
        return resources.allocationStrategy() == null
                || resources.allocationStrategy() == CRAllocationStrategy.BEST_FIT;
    }

    /** The architecture of an environment's instances; empty when they have none in particular, as on Fargate. */
    static Optional<ArchitectureType> architecture(ComputeResource resources) {
        return resources.instanceTypes().stream().findFirst().flatMap(EnvironmentRules::architecture);
    }

    private static void checkNewFargate(ComputeResource resources) {
        boolean hasInstanceFields = resources.allocationStrategy() != null
                || resources.minvCpus() != null
                || resources.desiredvCpus() != null
                || resources.hasInstanceTypes()
                || resources.instanceRole() != null
                || resources.launchTemplate() != null
                || resources.hasEc2Configuration()
                || resources.ec2KeyPair() != null
                || resources.imageId() != null
                || resources.placementGroup() != null
                || resources.bidPercentage() != null
                || resources.spotIamFleetRole() != null
                || resources.hasTags();
        if (hasInstanceFields) {
            throw BatchErrors.refused("Fargate compute environments take only type, maxvCpus, subnets and "
                    + "securityGroupIds among the compute resources.");
        }
        if (resources.securityGroupIds().isEmpty()) {
            throw missing("securityGroupIds");
        }
        if (resources.subnets().size() > MOST_FARGATE_SUBNETS
                || resources.securityGroupIds().size() > MOST_FARGATE_GROUPS) {
            throw BatchErrors.refused("Fargate compute environments can have up to " + MOST_FARGATE_SUBNETS
                    + " subnets and up to " + MOST_FARGATE_GROUPS + " security groups.");
        }
    }

    private static void checkNewInstances(ComputeResource resources) {
        if (resources.instanceTypes().isEmpty()) {
            throw missing("instanceTypes");
        }
        if (resources.instanceRole() == null) {
            throw missing("instanceRole");
        }
        if (resources.type() == CRType.SPOT && isBestFit(resources) && resources.spotIamFleetRole() == null) {
            throw BatchErrors.refused(
                    "spotIamFleetRole is required for a SPOT compute environment whose allocation strategy is BEST_FIT.");
        }
    }

    private static void checkStrategy(ComputeResource resources) {
        String strategy = resources.allocationStrategyAsString();
        if (strategy == null) {
            return;
        }
        if (resources.allocationStrategy() == CRAllocationStrategy.UNKNOWN_TO_SDK_VERSION
                && !strategy.equals("BEST_FIT_PROGRESSIVE_ORDERED")
                && !SPOT_STRATEGIES.contains(strategy)) {
            throw BatchErrors.refused("allocationStrategy " + strategy + " is not known.");
        }
        if (SPOT_STRATEGIES.contains(strategy) && resources.type() == CRType.EC2) {
            throw BatchErrors.refused(
                    "Allocation strategy " + strategy + " is only available for Spot Instance compute resources.");
        }
    }

    private static void checkInstanceTypes(List<String> instanceTypes) {
        Set<ArchitectureType> architectures = new HashSet<>();
        for (String type : instanceTypes) {
            architectures.add(architecture(type)
                    .orElseThrow(() -> BatchErrors.refused("instanceTypes can only be one of [optimal, "
                            + "default_x86_64, default_arm64, " + String.join(", ", InstanceTypes.families()) + "]")));
        }
        if (architectures.size() > 1) {
            throw BatchErrors.refused("instanceTypes must share one architecture; x86 and ARM cannot be mixed.");
        }
    }

    private static Optional<ArchitectureType> architecture(String instanceType) {
        return switch (instanceType) {
            case "optimal", "default_x86_64" -> Optional.of(ArchitectureType.X86_64);
            case "default_arm64" -> Optional.of(ArchitectureType.ARM64);
            default -> InstanceTypes.architecture(instanceType);
        };
    }

    /** Batch no longer provides Amazon Linux 2 images; one of the user's own may still be based on it. */
    private static void checkImages(ComputeResource resources) {
        if (resources.ec2Configuration().size() > 2) {
            throw BatchErrors.refused("ec2Configuration can have at most two entries.");
        }
        for (Ec2Configuration configuration : resources.ec2Configuration()) {
            String type = configuration.imageType();
            boolean amazonLinux2 = "ECS_AL2".equals(type) || "ECS_AL2_NVIDIA".equals(type);
            if (amazonLinux2 && configuration.imageIdOverride() == null && resources.imageId() == null) {
                throw BatchErrors.refused(
                        "Images of type " + type + " are no longer provided; use ECS_AL2023 or a custom image.");
            }
        }
    }

    private static void checkLaunchTemplate(@Nullable LaunchTemplateSpecification template) {
        if (template == null) {
            return;
        }
        if ((template.launchTemplateId() == null) == (template.launchTemplateName() == null)) {
            throw BatchErrors.refused("Exactly one of launchTemplateId and launchTemplateName must be given.");
        }
        if (template.overrides().size() > MOST_OVERRIDES) {
            throw BatchErrors.refused("A launch template can have at most " + MOST_OVERRIDES + " overrides.");
        }
    }

    private static RuntimeException missing(String field) {
        return BatchErrors.refused("Error executing request, Exception : " + field + " is required.");
    }
}
