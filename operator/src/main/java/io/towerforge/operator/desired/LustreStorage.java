package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.FsxSpec;
import io.towerforge.operator.model.LustreFileSystem;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Observed.State;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.Slot;
import io.towerforge.operator.model.StorageFacts.LustreAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The FSx file system for Lustre of an environment that asks for one, and how instances mount it. */
final class LustreStorage {
    /** For data that lives as long as a pipeline, without replication; Batch Forge publishes no choice of its own. */
    private static final String DEPLOYMENT_TYPE = "SCRATCH_2";

    private static final int SMALLEST_GIB = 1200;

    private final StackRequest request;
    private final FsxSpec spec;
    private final StorageGroup group;
    private final ResourceId id;
    private final Optional<Observed<LustreFileSystem>> seen;

    LustreStorage(StackRequest request, FsxSpec spec, StorageGroup group) {
        this.request = request;
        this.spec = spec;
        this.group = group;
        this.id =
                new ResourceId(ResourceKind.LUSTRE_FILE_SYSTEM, request.stack().prefix());
        this.seen = request.seen().named(LustreFileSystem.class, id.name());
    }

    List<Slot> slots() {
        if (!isCreated()) {
            return List.of();
        }
        if (group.groupId().isEmpty()) {
            return List.of(Slot.pending(id, Set.of(group.id())));
        }
        Integer capacity = spec.create().capacityGiB();
        return List.of(Slot.of(new LustreFileSystem(
                id.name(),
                capacity == null ? SMALLEST_GIB : capacity,
                DEPLOYMENT_TYPE,
                request.facts().network().subnetIds().stream().findFirst().orElse(""),
                request.facts().vpcId(),
                Set.of(group.groupId().get()),
                StorageTags.of(request, "fsx"),
                null,
                null)));
    }

    /** What must be there before anybody knows what instances are to mount. */
    Set<ResourceId> missing() {
        return isCreated() && seen.isEmpty() ? Set.of(id) : Set.of();
    }

    /** What must be finished before the first instance mounts it. */
    Set<ResourceId> unready() {
        boolean ready =
                !isCreated() || seen.filter(one -> one.state() == State.READY).isPresent();
        return ready ? Set.of() : Set.of(id);
    }

    /** Amazon Linux 2023 has the client in its own repository, Amazon Linux 2 in its extras. */
    BootStep bootStep() {
        LustreAddress address = isCreated()
                ? seen.map(one -> one.resource().address()).orElse(null)
                : request.facts().storage().lustre();
        return new BootStep(
                "fsx",
                Map.of(
                        "FSX_DNS", address == null ? "" : address.dnsName(),
                        "FSX_NAME", address == null ? "" : address.mountName(),
                        "FSX_PATH", spec.mountPathOrDefault()),
                """
                FSX_DNS=$(setting FSX_DNS)
                FSX_NAME=$(setting FSX_NAME)
                FSX_PATH=$(setting FSX_PATH)
                dnf install -y -q lustre-client || amazon-linux-extras install -y lustre
                mkdir -p "$FSX_PATH"
                echo "$FSX_DNS@tcp:/$FSX_NAME $FSX_PATH lustre relatime,flock,_netdev,nofail 0 0" >> /etc/fstab
                mount_patiently "$FSX_PATH"
                """ + (isCreated() ? "chmod 1777 \"$FSX_PATH\"\n" : ""));
    }

    private boolean isCreated() {
        return spec.create() != null;
    }
}
