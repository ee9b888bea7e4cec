package io.towerforge.operator.model;

import java.util.Set;

/**
 * One AWS resource, as it should be or as it is: both are the same record type, so that one generic comparison finds every
 * difference. A component that is {@code null} in the desired record is not compared: AWS, or somebody else, may own it.
 */
public sealed interface Resource
        permits IamRole,
                InstanceProfile,
                LogGroup,
                Secret,
                SecurityGroup,
                EfsFileSystem,
                EfsMountTarget,
                LustreFileSystem,
                LaunchTemplate,
                ComputeEnvironment,
                JobQueue,
                JobDefinition {
    ResourceId id();

    /** The mark that says whose it is, and the labels; null where AWS's listing does not show tags. */
    Tags tags();

    /** What AWS's console and API find it by: an ARN, an id or a name; null while it is not known. */
    default String awsId(Facts facts) {
        return id().name();
    }

    /** The very resources this one needs settled before it is created or changed. */
    default Set<ResourceId> buildsOn() {
        return Set.of();
    }
}
