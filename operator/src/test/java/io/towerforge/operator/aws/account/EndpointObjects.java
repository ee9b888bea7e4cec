package io.towerforge.operator.aws.account;

import io.towerforge.operator.model.EfsMountTarget;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.simulator.AwsClients;
import io.towerforge.simulator.core.LiveObject;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.batch.model.CEStatus;
import software.amazon.awssdk.services.batch.model.JQStatus;
import software.amazon.awssdk.services.batch.model.JobDefinition;
import software.amazon.awssdk.services.efs.model.FileSystemSize;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** What exists at an endpoint, read through the AWS API each time. Its attributes are AWS's answers, which compare by value. */
record EndpointObjects(AwsClients clients) {
    List<LiveObject> find(ResourceKind kind, String name) {
        return switch (kind) {
            case IAM_ROLE -> role(name);
            case INSTANCE_PROFILE -> instanceProfile(name);
            case LOG_GROUP -> logGroup(name);
            case SECRET -> secret(name);
            case SECURITY_GROUP -> securityGroup(name);
            case EFS_FILE_SYSTEM -> efsFileSystem(name);
            case EFS_MOUNT_TARGET -> efsMountTarget(name);
            case LUSTRE_FILE_SYSTEM -> lustreFileSystem(name);
            case LAUNCH_TEMPLATE -> launchTemplate(name);
            case COMPUTE_ENVIRONMENT -> computeEnvironment(name);
            case JOB_QUEUE -> jobQueue(name);
            case JOB_DEFINITION -> jobDefinition(name);
        };
    }

    private List<LiveObject> role(String name) {
        try {
            Role role = clients.iam().getRole(request -> request.roleName(name)).role();
            Map<String, Object> inlinePolicies = new TreeMap<>();
            clients.iam()
                    .listRolePolicies(request -> request.roleName(name))
                    .policyNames()
                    .forEach(policy -> inlinePolicies.put(
                            policy,
                            clients.iam()
                                    .getRolePolicy(
                                            request -> request.roleName(name).policyName(policy))
                                    .policyDocument()));
            List<?> attached = clients.iam()
                    .listAttachedRolePolicies(request -> request.roleName(name))
                    .attachedPolicies();
            return List.of(object(
                    ResourceKind.IAM_ROLE,
                    name,
                    role.arn(),
                    tags(role.tags(), tag -> tag.key(), tag -> tag.value()),
                    Map.of("role", role, "policies", inlinePolicies, "attachedPolicies", attached)));
        } catch (NoSuchEntityException e) {
            return List.of();
        }
    }

    private List<LiveObject> instanceProfile(String name) {
        try {
            InstanceProfile profile = clients.iam()
                    .getInstanceProfile(request -> request.instanceProfileName(name))
                    .instanceProfile();
            return List.of(object(
                    ResourceKind.INSTANCE_PROFILE,
                    name,
                    profile.arn(),
                    tags(profile.tags(), tag -> tag.key(), tag -> tag.value()),
                    Map.of("instanceProfile", profile)));
        } catch (NoSuchEntityException e) {
            return List.of();
        }
    }

    private List<LiveObject> logGroup(String name) {
        return clients.logs().describeLogGroups(request -> request.logGroupNamePrefix(name)).logGroups().stream()
                .filter(group -> group.logGroupName().equals(name))
                .map(group -> object(
                        ResourceKind.LOG_GROUP,
                        name,
                        group.logGroupArn(),
                        clients.logs()
                                .listTagsForResource(request -> request.resourceArn(group.logGroupArn()))
                                .tags(),
                        Map.of("logGroup", group)))
                .toList();
    }

    private List<LiveObject> secret(String name) {
        try {
            DescribeSecretResponse secret = clients.secrets().describeSecret(request -> request.secretId(name));
            String value = secret.deletedDate() == null
                    ? clients.secrets()
                            .getSecretValue(request -> request.secretId(name))
                            .secretString()
                    : "";
            return List.of(object(
                    ResourceKind.SECRET,
                    name,
                    secret.arn(),
                    tags(secret.tags(), tag -> tag.key(), tag -> tag.value()),
                    Map.of(
                            "versions",
                            secret.versionIdsToStages(),
                            "deletedDate",
                            String.valueOf(secret.deletedDate()),
                            "secretString",
                            value)));
        } catch (ResourceNotFoundException e) {
            return List.of();
        }
    }

    private List<LiveObject> securityGroup(String name) {
        return clients
                .ec2()
                .describeSecurityGroups(request ->
                        request.filters(filter -> filter.name("group-name").values(name)))
                .securityGroups()
                .stream()
                .map(group -> object(
                        ResourceKind.SECURITY_GROUP,
                        name,
                        group.groupId(),
                        tags(group.tags(), tag -> tag.key(), tag -> tag.value()),
                        Map.of("securityGroup", group)))
                .toList();
    }

    private List<LiveObject> efsFileSystem(String name) {
        return clients.efs().describeFileSystems(request -> request.creationToken(name)).fileSystems().stream()
                .map(fileSystem -> object(
                        ResourceKind.EFS_FILE_SYSTEM,
                        name,
                        fileSystem.fileSystemId(),
                        tags(fileSystem.tags(), tag -> tag.key(), tag -> tag.value()),
                        Map.of(
                                "fileSystem",
                                fileSystem.toBuilder()
                                        .sizeInBytes((FileSystemSize) null) // tells when it was measured
                                        .build())))
                .toList();
    }

    /** Has no name and no tags of its own: both come from its file system. */
    private List<LiveObject> efsMountTarget(String name) {
        return clients.efs().describeFileSystems().fileSystems().stream()
                .flatMap(fileSystem -> clients
                        .efs()
                        .describeMountTargets(request -> request.fileSystemId(fileSystem.fileSystemId()))
                        .mountTargets()
                        .stream()
                        .filter(target -> EfsMountTarget.idOf(fileSystem.creationToken(), target.availabilityZoneName())
                                .name()
                                .equals(name))
                        .map(target -> object(
                                ResourceKind.EFS_MOUNT_TARGET,
                                name,
                                target.mountTargetId(),
                                tags(fileSystem.tags(), tag -> tag.key(), tag -> tag.value()),
                                Map.of(
                                        "mountTarget",
                                        target,
                                        "securityGroups",
                                        clients.efs()
                                                .describeMountTargetSecurityGroups(
                                                        request -> request.mountTargetId(target.mountTargetId()))
                                                .securityGroups()))))
                .toList();
    }

    /** Has no name but that in its tags. */
    private List<LiveObject> lustreFileSystem(String name) {
        return clients.fsx().describeFileSystems().fileSystems().stream()
                .map(fileSystem -> object(
                        ResourceKind.LUSTRE_FILE_SYSTEM,
                        name,
                        fileSystem.fileSystemId(),
                        tags(fileSystem.tags(), tag -> tag.key(), tag -> tag.value()),
                        Map.of("fileSystem", fileSystem)))
                .filter(fileSystem -> name.equals(fileSystem.tags().get("Name")))
                .toList();
    }

    private List<LiveObject> launchTemplate(String name) {
        return clients
                .ec2()
                .describeLaunchTemplates(request -> request.filters(
                        filter -> filter.name("launch-template-name").values(name)))
                .launchTemplates()
                .stream()
                .map(template -> object(
                        ResourceKind.LAUNCH_TEMPLATE,
                        name,
                        template.launchTemplateId(),
                        tags(template.tags(), tag -> tag.key(), tag -> tag.value()),
                        Map.of(
                                "launchTemplate",
                                template,
                                "versions",
                                clients.ec2()
                                        .describeLaunchTemplateVersions(
                                                request -> request.launchTemplateId(template.launchTemplateId()))
                                        .launchTemplateVersions())))
                .toList();
    }

    private List<LiveObject> computeEnvironment(String name) {
        return clients
                .batch()
                .describeComputeEnvironments(request -> request.computeEnvironments(name))
                .computeEnvironments()
                .stream()
                .filter(environment -> environment.status() != CEStatus.DELETED)
                .map(environment -> object(
                        ResourceKind.COMPUTE_ENVIRONMENT,
                        name,
                        environment.computeEnvironmentArn(),
                        environment.tags(),
                        Map.of("computeEnvironment", environment)))
                .toList();
    }

    private List<LiveObject> jobQueue(String name) {
        return clients.batch().describeJobQueues(request -> request.jobQueues(name)).jobQueues().stream()
                .filter(queue -> queue.status() != JQStatus.DELETED)
                .map(queue -> object(
                        ResourceKind.JOB_QUEUE, name, queue.jobQueueArn(), queue.tags(), Map.of("jobQueue", queue)))
                .toList();
    }

    /** The active revisions. */
    private List<LiveObject> jobDefinition(String name) {
        return clients
                .batch()
                .describeJobDefinitionsPaginator(
                        request -> request.jobDefinitionName(name).status("ACTIVE"))
                .jobDefinitions()
                .stream()
                .sorted(Comparator.comparing(JobDefinition::revision))
                .map(definition -> object(
                        ResourceKind.JOB_DEFINITION,
                        name,
                        definition.jobDefinitionArn(),
                        definition.tags(),
                        Map.of("jobDefinition", definition)))
                .toList();
    }

    private static LiveObject object(
            ResourceKind kind, String name, String id, Map<String, String> tags, Map<String, Object> attributes) {
        return new LiveObject(kind.type(), name, id, "", tags, attributes);
    }

    private static <T> Map<String, String> tags(
            Collection<T> tags, Function<T, String> key, Function<T, String> value) {
        return tags.stream().collect(Collectors.toMap(key, value));
    }
}
