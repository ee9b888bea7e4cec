package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.EfsAvailability;
import io.towerforge.api.v1alpha1.EfsSpec;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.EfsFileSystem;
import io.towerforge.operator.model.EfsMountTarget;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Observed.State;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The EFS file system of an environment that asks for one, its mount targets, and how instances mount it. */
final class EfsStorage {
    private final StackRequest request;
    private final EfsSpec spec;
    private final StorageGroup group;
    private final EfsFileSystem wanted;
    private final Optional<Observed<EfsFileSystem>> seen;

    EfsStorage(StackRequest request, EfsSpec spec, StorageGroup group) {
        this.request = request;
        this.spec = spec;
        this.group = group;
        this.seen = request.seen().named(EfsFileSystem.class, request.stack().prefix());
        this.wanted = new EfsFileSystem(request.stack().prefix(), true, zone(), StorageTags.of(request, "efs"), null);
    }

    List<Slot> slots() {
        if (!isCreated()) {
            return List.of();
        }
        List<Slot> slots = new ArrayList<>(List.of(Slot.of(wanted)));
        subnetsByZone().forEach((zone, subnet) -> slots.add(target(zone, subnet)));
        return slots;
    }

    /** What must be there before anybody knows what instances are to mount. */
    Set<ResourceId> missing() {
        return isCreated() && seen.isEmpty() ? Set.of(wanted.id()) : Set.of();
    }

    /** What must be finished before the first instance mounts it. */
    Set<ResourceId> unready() {
        Set<ResourceId> unready = new TreeSet<>();
        for (Slot slot : slots()) {
            boolean ready = request.seen()
                    .find(slot.id())
                    .filter(one -> one.state() == State.READY)
                    .isPresent();
            if (!ready) {
                unready.add(slot.id());
            }
        }
        return unready;
    }

    BootStep bootStep() {
        String id = isCreated() ? seen.map(one -> one.resource().fileSystemId()).orElse("") : spec.fileSystemId();
        String zone = isCreated() ? zoneInUse() : "";
        String options = "_netdev,nofail,tls" + (zone.isEmpty() ? "" : ",az=" + zone);
        return new BootStep(
                "efs",
                Map.of("EFS_ID", id, "EFS_PATH", spec.mountPathOrDefault(), "EFS_OPTIONS", options),
                """
                EFS_ID=$(setting EFS_ID)
                EFS_PATH=$(setting EFS_PATH)
                EFS_OPTIONS=$(setting EFS_OPTIONS)
                yum install -y -q amazon-efs-utils
                mkdir -p "$EFS_PATH"
                echo "$EFS_ID:/ $EFS_PATH efs $EFS_OPTIONS 0 0" >> /etc/fstab
                mount_patiently "$EFS_PATH"
                """ + (isCreated() ? "chmod 1777 \"$EFS_PATH\"\n" : ""));
    }

    private boolean isCreated() {
        return spec.create() != null;
    }

    /** The zone the spec asks for: of One Zone, which one is chosen once. */
    private String zone() {
        if (spec.create() == null || spec.create().availability() != EfsAvailability.ONE_ZONE) {
            return "";
        }
        return zoneInUse().isEmpty()
                ? allSubnetsByZone().keySet().stream().findFirst().orElse("")
                : zoneInUse();
    }

    /** The zone of a One Zone file system as it is; an edit that AWS cannot make changes nothing here. */
    private String zoneInUse() {
        return seen.map(one -> one.resource().availabilityZone()).orElse("");
    }

    /** A subnet for each zone that is to have a mount target. */
    private Map<String, String> subnetsByZone() {
        Map<String, String> subnets = allSubnetsByZone();
        String only = seen.isPresent() ? zoneInUse() : wanted.availabilityZone();
        if (!only.isEmpty()) {
            subnets.keySet().retainAll(Set.of(only));
        }
        return subnets;
    }

    private Map<String, String> allSubnetsByZone() {
        Map<String, String> subnets = new TreeMap<>();
        for (String subnet : request.facts().network().subnetIds()) {
            String zone = request.facts().storage().zones().get(subnet);
            if (zone != null) {
                subnets.putIfAbsent(zone, subnet);
            }
        }
        return subnets;
    }

    private Slot target(String zone, String subnet) {
        ResourceId id = EfsMountTarget.idOf(wanted.name(), zone);
        if (seen.isEmpty()) {
            return Slot.pending(id, Set.of(wanted.id()));
        }
        if (group.isForEfs() && group.groupId().isEmpty()) {
            return Slot.pending(id, Set.of(group.id()));
        }
        return Slot.of(new EfsMountTarget(
                id.name(),
                new EfsMountTarget.FileSystem(
                        wanted.name(), seen.get().resource().fileSystemId()),
                zone,
                subnet,
                request.facts().vpcId(),
                group.isForEfs() ? ourGroup() : groupsOfInstances(),
                wanted.tags(),
                null));
    }

    /** With the groups of instances from before there was ours, for as long as they have it mounted. */
    private Set<String> ourGroup() {
        String ours = group.groupId().orElseThrow();
        Set<String> groups = groupsMounting(theirs -> !theirs.contains(ours));
        groups.add(ours);
        return groups;
    }

    /** Those of the instances to come, and of those that are there and have it mounted. */
    private Set<String> groupsOfInstances() {
        Set<String> groups = groupsMounting(any -> true);
        groups.addAll(request.facts().network().securityGroupIds());
        group.groupId().ifPresent(groups::remove);
        return groups;
    }

    private Set<String> groupsMounting(Predicate<Set<String>> which) {
        Set<String> groups = new TreeSet<>();
        for (Observed<ComputeEnvironment> one : request.seen().all(ComputeEnvironment.class)) {
            if (EnvironmentChoice.isRunning(one) && !one.resource().isFargate()) {
                Set<String> theirs = one.resource().instances().network().securityGroupIds();
                if (which.test(theirs)) {
                    groups.addAll(theirs);
                }
            }
        }
        return groups;
    }
}
