package io.towerforge.simulator.batch;

import io.towerforge.simulator.core.Documents;
import io.towerforge.simulator.core.LiveObject;
import io.towerforge.simulator.ec2.InstanceTypes;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.batch.model.ComputeEnvironmentDetail;
import software.amazon.awssdk.services.batch.model.ComputeResource;
import software.amazon.awssdk.services.batch.model.Ec2Configuration;
import software.amazon.awssdk.services.batch.model.OrchestrationType;

/** Compute environments in the words of the SDK, with what Batch fills in by itself. */
final class EnvironmentAnswers {
    private static final Set<String> VOLATILE =
            Set.of("computeEnvironmentArn", "ecsClusterArn", "uuid", "state", "status", "statusReason", "tags");

    private EnvironmentAnswers() {}

    /** A new environment's resources as they read back: upper-case enums, and images if none were named. */
    static ComputeResource normalised(ComputeResource requested) {
        ComputeResource.Builder resources = requested.toBuilder().desiredvCpus(null);
        if (requested.typeAsString() != null) {
            resources.type(upperCase(requested.typeAsString()));
        }
        if (requested.allocationStrategyAsString() != null) {
            resources.allocationStrategy(upperCase(requested.allocationStrategyAsString()));
        }
        return withImageDefaults(resources.build());
    }

    /** Fills in the image type Batch chooses by itself (AWS Batch API reference, Ec2Configuration). */
    static ComputeResource withImageDefaults(ComputeResource resources) {
        if (EnvironmentRules.isFargate(resources)
                || !resources.ec2Configuration().isEmpty()) {
            return resources;
        }
        boolean gpu = resources.instanceTypes().stream().anyMatch(InstanceTypes::hasGpu);
        return resources.toBuilder()
                .ec2Configuration(Ec2Configuration.builder()
                        .imageType(gpu ? "ECS_AL2023_NVIDIA" : "ECS_AL2023")
                        .build())
                .build();
    }

    static String upperCase(String value) {
        return value.toUpperCase(Locale.ROOT);
    }

    static ComputeEnvironmentDetail detail(ComputeEnvironment environment) {
        ComputeEnvironmentDetail.Builder detail = ComputeEnvironmentDetail.builder()
                .computeEnvironmentName(environment.name())
                .computeEnvironmentArn(environment.arn())
                .uuid(environment.uuid())
                .type(environment.type())
                .state(environment.state)
                .status(environment.status)
                .statusReason(environment.statusReason)
                .serviceRole(environment.serviceRole)
                .updatePolicy(environment.updatePolicy)
                .unmanagedvCpus(environment.unmanagedvCpus)
                .containerOrchestrationType(OrchestrationType.ECS)
                .ecsClusterArn(clusterArn(environment))
                .tags(environment.tags());
        ComputeResource resources = environment.resources;
        if (resources != null) {
            detail.computeResources(environment.isFargate() ? fargate(resources) : instances(environment, resources));
        }
        return detail.build();
    }

    static LiveObject object(ComputeEnvironment environment) {
        Map<String, Object> attributes = new TreeMap<>(Documents.view(detail(environment)));
        attributes.keySet().removeAll(VOLATILE);
        if (attributes.get("computeResources") instanceof Map<?, ?> resources) {
            Map<String, Object> stable = new TreeMap<>();
            resources.forEach((name, value) -> stable.put(String.valueOf(name), value));
            stable.remove("desiredvCpus");
            attributes.put("computeResources", stable);
        }
        return new LiveObject(
                "AWS::Batch::ComputeEnvironment",
                environment.name(),
                environment.arn(),
                environment.state + "/" + environment.status,
                Map.copyOf(environment.tags()),
                Collections.unmodifiableMap(attributes));
    }

    private static ComputeResource fargate(ComputeResource resources) {
        return resources.toBuilder()
                .instanceTypes(List.of())
                .ec2Configuration(List.of())
                .build();
    }

    private static ComputeResource instances(ComputeEnvironment environment, ComputeResource resources) {
        return resources.toBuilder()
                .minvCpus(environment.minvCpus())
                .desiredvCpus(environment.desiredvCpus)
                .build();
    }

    private static String clusterArn(ComputeEnvironment environment) {
        String account = environment.arn().substring(0, environment.arn().indexOf(":compute-environment/"));
        return account.replace(":batch:", ":ecs:") + ":cluster/AWSBatch-" + environment.name() + "-"
                + environment.uuid();
    }
}
