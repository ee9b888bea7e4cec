package io.towerforge.operator.model;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where instances of one Availability Zone reach an EFS file system. EFS gives it no name and no tags: it is ours if its file system
 * is.
 *
 * @param name the file system's, and the zone's
 * @param fileSystem where it leads
 * @param subnetId not compared: one target serves all subnets of its zone (Amazon EFS API reference, CreateMountTarget)
 * @param vpcId not compared; EFS allows one VPC per file system
 * @param tags those of its file system
 * @param mountTargetId EFS's id, known once it exists; never desired
 */
public record EfsMountTarget(
        String name,
        @CreateOnly FileSystem fileSystem,
        String availabilityZone,
        @CreateOnly String subnetId,
        @CreateOnly String vpcId,
        Set<String> securityGroupIds,
        @CreateOnly Tags tags,
        String mountTargetId)
        implements Resource {
    public EfsMountTarget {
        securityGroupIds =
                securityGroupIds == null ? null : Collections.unmodifiableSet(new TreeSet<>(securityGroupIds));
    }

    /** What a file system's target in a zone is called. */
    public static ResourceId idOf(String fileSystemName, String availabilityZone) {
        return new ResourceId(ResourceKind.EFS_MOUNT_TARGET, fileSystemName + "-" + availabilityZone);
    }

    @Override
    public ResourceId id() {
        return new ResourceId(ResourceKind.EFS_MOUNT_TARGET, name);
    }

    @Override
    public boolean hasTagsOfItsOwn() {
        return false;
    }

    @Override
    public String awsId(Facts facts) {
        return mountTargetId;
    }

    @Override
    public Set<ResourceId> buildsOn() {
        return Set.of(new ResourceId(ResourceKind.EFS_FILE_SYSTEM, fileSystem.name()));
    }

    /** The file system a target leads to. */
    public record FileSystem(String name, String id) {}
}
