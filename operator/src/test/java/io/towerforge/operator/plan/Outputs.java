package io.towerforge.operator.plan;

import io.towerforge.operator.model.EfsFileSystem;
import io.towerforge.operator.model.EfsMountTarget;
import io.towerforge.operator.model.IamRole;
import io.towerforge.operator.model.LaunchTemplate;
import io.towerforge.operator.model.LustreFileSystem;
import io.towerforge.operator.model.Resource;
import io.towerforge.operator.model.SecurityGroup;
import io.towerforge.operator.model.StorageFacts;

/** What AWS adds to what it is asked to make: ids and ARNs. */
final class Outputs {
    private int templates;
    private int groups;
    private int fileSystems;
    private int targets;

    Resource made(Resource desired) {
        return switch (desired.id().kind()) {
            case LAUNCH_TEMPLATE -> with((LaunchTemplate) desired, "lt-" + ++templates);
            case IAM_ROLE -> with((IamRole) desired);
            case SECURITY_GROUP -> with((SecurityGroup) desired, "sg-own-" + ++groups);
            case EFS_FILE_SYSTEM -> with((EfsFileSystem) desired, "fs-" + ++fileSystems);
            case EFS_MOUNT_TARGET -> with((EfsMountTarget) desired, "fsmt-" + ++targets);
            case LUSTRE_FILE_SYSTEM -> with((LustreFileSystem) desired, "fs-lustre-" + ++fileSystems);
            case INSTANCE_PROFILE, LOG_GROUP, SECRET, COMPUTE_ENVIRONMENT, JOB_QUEUE, JOB_DEFINITION -> desired;
        };
    }

    /** What is updated keeps what it was given. */
    static Resource kept(Resource desired, Resource actual) {
        return switch (desired.id().kind()) {
            case LAUNCH_TEMPLATE -> with((LaunchTemplate) desired, ((LaunchTemplate) actual).templateId());
            case SECURITY_GROUP -> with((SecurityGroup) desired, ((SecurityGroup) actual).groupId());
            case EFS_FILE_SYSTEM -> with((EfsFileSystem) desired, ((EfsFileSystem) actual).fileSystemId());
            case EFS_MOUNT_TARGET -> with((EfsMountTarget) desired, ((EfsMountTarget) actual).mountTargetId());
            case LUSTRE_FILE_SYSTEM -> with((LustreFileSystem) desired, ((LustreFileSystem) actual).fileSystemId());
            case IAM_ROLE, INSTANCE_PROFILE, LOG_GROUP, SECRET, COMPUTE_ENVIRONMENT, JOB_QUEUE, JOB_DEFINITION ->
                desired;
        };
    }

    private static Resource with(LaunchTemplate template, String id) {
        return new LaunchTemplate(template.name(), null, template.tags(), id);
    }

    private static Resource with(IamRole role) {
        String path = role.path() == null ? "/" : role.path();
        return role.withArn("arn:aws:iam::111122223333:role" + path + role.name());
    }

    private static Resource with(SecurityGroup group, String id) {
        return new SecurityGroup(group.name(), group.vpcId(), group.ingress(), group.tags(), id);
    }

    private static Resource with(EfsFileSystem fileSystem, String id) {
        return new EfsFileSystem(
                fileSystem.name(), fileSystem.encrypted(), fileSystem.availabilityZone(), fileSystem.tags(), id);
    }

    private static Resource with(EfsMountTarget target, String id) {
        return new EfsMountTarget(
                target.name(),
                target.fileSystem(),
                target.availabilityZone(),
                target.subnetId(),
                target.vpcId(),
                target.securityGroupIds(),
                target.tags(),
                id);
    }

    private static Resource with(LustreFileSystem fileSystem, String id) {
        return new LustreFileSystem(
                fileSystem.name(),
                fileSystem.capacityGiB(),
                fileSystem.deploymentType(),
                fileSystem.subnetId(),
                fileSystem.vpcId(),
                fileSystem.securityGroupIds(),
                fileSystem.tags(),
                id,
                new StorageFacts.LustreAddress(id + ".fsx.eu-west-1.amazonaws.com", "abcdefgh"));
    }
}
