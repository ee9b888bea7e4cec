package io.towerforge.simulator.efs;

import io.towerforge.simulator.core.Service;
import io.towerforge.simulator.core.Simulation;
import io.towerforge.simulator.ec2.Network;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.efs.model.LifeCycleState;

/** The mount targets of a Region: one per file system and Availability Zone, all of a file system in one VPC. */
final class MountTargets {
    private static final int MOST_GROUPS = 5;

    private final Simulation simulation;
    private final Network network;
    private final Map<String, MountTarget> byId = new TreeMap<>();
    private final Map<String, Integer> creations = new HashMap<>();

    MountTargets(Simulation simulation, Network network) {
        this.simulation = simulation;
        this.network = network;
    }

    List<MountTarget> all() {
        return List.copyOf(byId.values());
    }

    List<MountTarget> of(FileSystem fileSystem) {
        return byId.values().stream()
                .filter(target -> target.fileSystem == fileSystem)
                .toList();
    }

    MountTarget get(String id) {
        MountTarget target = byId.get(id);
        if (target == null) {
            throw EfsErrors.noSuchMountTarget(id);
        }
        return target;
    }

    MountTarget create(FileSystem fileSystem, String subnetId, List<String> groups) {
        if (fileSystem.state != LifeCycleState.AVAILABLE) {
            throw EfsErrors.notAvailable(fileSystem);
        }
        Subnet subnet = network.findSubnet(subnetId)
                .orElseThrow(() ->
                        Service.EFS.error(400, "SubnetNotFound", "The subnet ID '" + subnetId + "' does not exist"));
        if (fileSystem.availabilityZone != null && !fileSystem.availabilityZone.equals(subnet.availabilityZone())) {
            throw Service.EFS.error(
                    400,
                    "AvailabilityZonesMismatch",
                    "The subnet is in another Availability Zone than the file system.");
        }
        for (MountTarget other : of(fileSystem)) {
            if (!other.subnet.vpcId().equals(subnet.vpcId())) {
                throw EfsErrors.otherVpc();
            }
            if (Objects.equals(other.subnet.availabilityZone(), subnet.availabilityZone())) {
                throw EfsErrors.zoneTaken();
            }
        }
        List<String> chosen = groups.isEmpty() ? List.of(network.defaultSecurityGroup(subnet.vpcId())) : groups;
        check(chosen);
        String name = fileSystem.id + subnet.availabilityZone();
        MountTarget made = new MountTarget(
                simulation.identifiers().named("fsmt", name, creations.merge(name, 1, Integer::sum)),
                fileSystem,
                subnet,
                chosen);
        byId.put(made.id, made);
        network.attach(made.id, made.securityGroups);
        simulation.timeline().after(simulation.timings().storage().mountTargetCreation(), () -> becomeAvailable(made));
        return made;
    }

    void delete(String id) {
        MountTarget target = get(id);
        if (target.state == LifeCycleState.DELETING) {
            return;
        }
        target.state = LifeCycleState.DELETING;
        simulation.timeline().after(simulation.timings().storage().mountTargetDeletion(), () -> {
            byId.remove(id);
            network.detach(id);
        });
    }

    void setGroups(String id, List<String> groups) {
        MountTarget target = get(id);
        if (target.state != LifeCycleState.AVAILABLE) {
            throw EfsErrors.targetNotReady(target);
        }
        check(groups);
        target.securityGroups = List.copyOf(groups);
        network.attach(id, target.securityGroups);
    }

    static Map<String, Object> attributes(MountTarget target) {
        Map<String, Object> attributes = new TreeMap<>();
        attributes.put("availabilityZoneName", target.subnet.availabilityZone());
        attributes.put("securityGroups", target.securityGroups.stream().sorted().toList());
        attributes.put("subnetId", target.subnet.subnetId());
        return attributes;
    }

    private void check(List<String> groups) {
        if (groups.size() > MOST_GROUPS) {
            throw Service.EFS.error(
                    400, "SecurityGroupLimitExceeded", "A mount target has at most " + MOST_GROUPS + " groups.");
        }
        for (@Nullable String group : groups) {
            if (group == null || !network.hasSecurityGroup(group)) {
                throw Service.EFS.error(
                        400, "SecurityGroupNotFound", "The security group '" + group + "' does not exist.");
            }
        }
    }

    private static void becomeAvailable(MountTarget target) {
        if (target.state == LifeCycleState.CREATING) {
            target.state = LifeCycleState.AVAILABLE;
        }
    }
}
