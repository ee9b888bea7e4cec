package io.towerforge.simulator.efs;

import java.util.List;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.efs.model.LifeCycleState;

/** Where a file system can be mounted from in one Availability Zone. Guarded by the simulation's lock. */
final class MountTarget {
    final String id;
    final FileSystem fileSystem;
    final Subnet subnet;
    List<String> securityGroups;
    LifeCycleState state = LifeCycleState.CREATING;

    MountTarget(String id, FileSystem fileSystem, Subnet subnet, List<String> securityGroups) {
        this.id = id;
        this.fileSystem = fileSystem;
        this.subnet = subnet;
        this.securityGroups = List.copyOf(securityGroups);
    }

    /** A mount target has no name; people call it by its file system and its zone. */
    String name() {
        return fileSystem.creationToken + "-" + subnet.availabilityZone();
    }
}
