package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.operator.model.EfsMountTarget;
import io.towerforge.operator.model.LustreFileSystem;
import io.towerforge.operator.model.Observation;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Ports;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.SecurityGroup;
import io.towerforge.operator.model.SecurityGroup.Ingress;
import io.towerforge.operator.model.Slot;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The security group through which instances reach file systems, where the groups they have anyway do not let them. Whether it is
 * needed is decided once for the groups that the spec asks for: what exists shows what was decided, and for which.
 */
public final class StorageGroup {
    private final StackRequest request;
    private final Optional<Observed<SecurityGroup>> seen;

    StorageGroup(StackRequest request) {
        this.request = request;
        this.seen = request.seen().named(SecurityGroup.class, id().name());
    }

    /** Whether nothing shows yet with which groups instances reach EFS, so that the rules of theirs must be looked at. */
    public static boolean isUndecided(ForgeSpec forge, Observation seen, Set<String> groups) {
        return forge.efs() != null
                && forge.efs().create() != null
                && !isReachedBy(groups, seen)
                && seen.all(SecurityGroup.class).isEmpty();
    }

    /** Whether a mount target was made, or changed, for instances with these groups. */
    private static boolean isReachedBy(Set<String> groups, Observation seen) {
        return seen.all(EfsMountTarget.class).stream()
                .anyMatch(target -> target.resource().securityGroupIds().containsAll(groups));
    }

    /** Whether instances carry it. */
    boolean isWanted() {
        return isForLustre() || isForEfs();
    }

    /** Always for a file system for Lustre: FSx never changes the groups it was made with, so they must be ours. */
    private boolean isForLustre() {
        ForgeSpec forge = request.spec().forge();
        return forge.fsx() != null && forge.fsx().create() != null;
    }

    /** Whether EFS is reached with it. */
    boolean isForEfs() {
        ForgeSpec forge = request.spec().forge();
        if (forge.efs() == null || forge.efs().create() == null) {
            return false;
        }
        if (groupId().map(id -> isReachedBy(Set.of(id), request.seen())).orElse(false)) {
            return true;
        }
        return !isReachedBy(request.facts().network().securityGroupIds(), request.seen())
                && (seen.isPresent() || !request.facts().storage().groupsOpenNfs());
    }

    ResourceId id() {
        String vpcId = request.facts().vpcId();
        return new ResourceId(ResourceKind.SECURITY_GROUP, nameIn(request.stack(), vpcId));
    }

    /** A group never leaves its VPC, so another VPC is another group. */
    private static String nameIn(StackId stack, String vpcId) {
        return stack.prefix() + "-storage-" + ContentHash.of(vpcId);
    }

    Optional<String> groupId() {
        return seen.map(group -> group.resource().groupId());
    }

    /** Its ports stay open for as long as there is something behind them. */
    Slot slot() {
        Set<Ingress> ingress = new HashSet<>();
        if (isForEfs() || !request.seen().all(EfsMountTarget.class).isEmpty()) {
            Ports.NFS.forEach(ports -> ingress.add(Ingress.fromItself(ports)));
        }
        if (isForLustre() || !request.seen().all(LustreFileSystem.class).isEmpty()) {
            Ports.LUSTRE.forEach(ports -> ingress.add(Ingress.fromItself(ports)));
        }
        return Slot.of(new SecurityGroup(
                id().name(),
                request.facts().vpcId(),
                ingress,
                Tags.of(request.stack(), "storage-group", request.spec().resourceLabels()),
                null));
    }
}
