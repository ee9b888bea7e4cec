package io.towerforge.operator.aws.batch;

import io.towerforge.operator.model.JobDefinition;
import io.towerforge.operator.model.JobDefinition.Container;
import io.towerforge.operator.model.JobDefinition.Platform;
import io.towerforge.operator.model.Tags;
import io.towerforge.operator.model.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.batch.model.AssignPublicIp;
import software.amazon.awssdk.services.batch.model.ContainerProperties;
import software.amazon.awssdk.services.batch.model.JobDefinitionType;
import software.amazon.awssdk.services.batch.model.KeyValuePair;
import software.amazon.awssdk.services.batch.model.LogConfiguration;
import software.amazon.awssdk.services.batch.model.LogDriver;
import software.amazon.awssdk.services.batch.model.MountPoint;
import software.amazon.awssdk.services.batch.model.PlatformCapability;
import software.amazon.awssdk.services.batch.model.RegisterJobDefinitionRequest;
import software.amazon.awssdk.services.batch.model.RegisterJobDefinitionResponse;
import software.amazon.awssdk.services.batch.model.ResourceRequirement;
import software.amazon.awssdk.services.batch.model.ResourceType;
import software.amazon.awssdk.services.batch.model.Secret;
import software.amazon.awssdk.services.batch.model.Volume;

/** A job definition in the words of AWS Batch, and back. */
final class JobDefinitionMapping {
    private JobDefinitionMapping() {}

    static RegisterJobDefinitionRequest register(JobDefinition desired, Map<String, String> tags) {
        boolean fargate = desired.platform() == Platform.FARGATE;
        return RegisterJobDefinitionRequest.builder()
                .jobDefinitionName(desired.name())
                .type(JobDefinitionType.CONTAINER)
                .platformCapabilities(fargate ? PlatformCapability.FARGATE : PlatformCapability.EC2)
                .containerProperties(container(desired.container(), fargate))
                .parameters(desired.parameters())
                .propagateTags(true)
                .tags(tags)
                .build();
    }

    /** What AWS Batch will describe after it was registered. */
    static software.amazon.awssdk.services.batch.model.JobDefinition asRegistered(
            RegisterJobDefinitionRequest request, RegisterJobDefinitionResponse made) {
        return software.amazon.awssdk.services.batch.model.JobDefinition.builder()
                .jobDefinitionName(request.jobDefinitionName())
                .jobDefinitionArn(made.jobDefinitionArn())
                .revision(made.revision())
                .status("ACTIVE")
                .type(request.typeAsString())
                .platformCapabilities(request.platformCapabilities())
                .containerProperties(request.containerProperties())
                .parameters(request.parameters())
                .propagateTags(request.propagateTags())
                .tags(request.tags())
                .build();
    }

    static JobDefinition read(
            software.amazon.awssdk.services.batch.model.JobDefinition definition, boolean newest, int superseded) {
        boolean fargate = definition.platformCapabilities().contains(PlatformCapability.FARGATE);
        return new JobDefinition(
                definition.jobDefinitionName(),
                fargate ? Platform.FARGATE : Platform.EC2,
                container(definition.containerProperties()),
                definition.parameters(),
                Tags.read(definition.tags()),
                newest,
                superseded);
    }

    /** A container on Fargate gets a public address, without which it reaches no registry from a public subnet. */
    private static ContainerProperties container(Container desired, boolean fargate) {
        ContainerProperties.Builder container = ContainerProperties.builder()
                .image(desired.image())
                .command(desired.command())
                .resourceRequirements(
                        requirement(ResourceType.VCPU, desired.cpus()),
                        requirement(ResourceType.MEMORY, desired.memoryMiB()))
                .environment(desired.variables().all().entrySet().stream()
                        .map(variable -> KeyValuePair.builder()
                                .name(variable.getKey())
                                .value(variable.getValue())
                                .build())
                        .toList())
                .secrets(new TreeMap<>(desired.secrets())
                        .entrySet().stream()
                                .map(secret -> Secret.builder()
                                        .name(secret.getKey())
                                        .valueFrom(secret.getValue())
                                        .build())
                                .toList());
        if (!desired.jobRoleArn().isEmpty()) {
            container.jobRoleArn(desired.jobRoleArn());
        }
        if (!desired.executionRoleArn().isEmpty()) {
            container.executionRoleArn(desired.executionRoleArn());
        }
        if (!desired.logs().isEmpty()) {
            container.logConfiguration(logs -> logs.logDriver(LogDriver.AWSLOGS).options(desired.logs()));
        }
        if (!desired.folders().isEmpty()) {
            List<Volume> volumes = volumes(desired.folders());
            container.volumes(volumes);
            container.mountPoints(volumes.stream()
                    .map(volume -> MountPoint.builder()
                            .sourceVolume(volume.name())
                            .containerPath(volume.host().sourcePath())
                            .readOnly(false)
                            .build())
                    .toList());
        }
        if (fargate) {
            container.networkConfiguration(network -> network.assignPublicIp(AssignPublicIp.ENABLED));
        }
        return container.build();
    }

    private static Container container(ContainerProperties actual) {
        if (actual == null) {
            return new Container(
                    "", List.of(), 0, 0, new Variables(Map.of()), Map.of(), null, null, Map.of(), Set.of());
        }
        Map<String, String> variables = new TreeMap<>();
        actual.environment().forEach(variable -> variables.put(variable.name(), BatchStatus.orEmpty(variable.value())));
        LogConfiguration logs = actual.logConfiguration();
        return new Container(
                actual.image(),
                actual.command(),
                required(actual, ResourceType.VCPU),
                required(actual, ResourceType.MEMORY),
                new Variables(variables),
                actual.secrets().stream()
                        .collect(Collectors.toMap(Secret::name, Secret::valueFrom, (one, same) -> one)),
                actual.jobRoleArn(),
                actual.executionRoleArn(),
                logs == null || logs.logDriver() != LogDriver.AWSLOGS ? Map.of() : logs.options(),
                folders(actual));
    }

    /** Numbered, as two folders may differ in what the name of a volume cannot hold (AWS Batch API reference, Volume). */
    private static List<Volume> volumes(Set<String> folders) {
        List<Volume> volumes = new ArrayList<>();
        for (String folder : new TreeSet<>(folders)) {
            volumes.add(Volume.builder()
                    .name("folder-" + (volumes.size() + 1))
                    .host(host -> host.sourcePath(folder))
                    .build());
        }
        return volumes;
    }

    /** A folder that was moved or made read-only by hand is not the one that is wanted. */
    private static Set<String> folders(ContainerProperties actual) {
        Map<String, String> sources = new TreeMap<>();
        actual.volumes().stream()
                .filter(volume -> volume.host() != null)
                .forEach(volume -> sources.put(
                        volume.name(), BatchStatus.orEmpty(volume.host().sourcePath())));
        return actual.mountPoints().stream()
                .map(mount -> {
                    String source = sources.getOrDefault(mount.sourceVolume(), "");
                    boolean asItIs = source.equals(mount.containerPath()) && !Boolean.TRUE.equals(mount.readOnly());
                    return asItIs ? source : source + " at " + mount.containerPath();
                })
                .collect(Collectors.toSet());
    }

    private static ResourceRequirement requirement(ResourceType type, int value) {
        return ResourceRequirement.builder()
                .type(type)
                .value(String.valueOf(value))
                .build();
    }

    /** AWS Batch accepts fractions of a vCPU; we never ask for any, so one counts as none. */
    private static int required(ContainerProperties actual, ResourceType type) {
        return actual.resourceRequirements().stream()
                .filter(requirement -> requirement.type() == type)
                .map(ResourceRequirement::value)
                .filter(value -> value.matches("\\d{1,9}"))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(0);
    }
}
