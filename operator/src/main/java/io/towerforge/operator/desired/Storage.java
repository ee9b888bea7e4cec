package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.operator.model.ComputeEnvironment.Network;
import io.towerforge.operator.model.EfsFileSystem;
import io.towerforge.operator.model.EfsMountTarget;
import io.towerforge.operator.model.LustreFileSystem;
import io.towerforge.operator.model.Resource;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.SecurityGroup;
import io.towerforge.operator.model.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The file systems and buckets that every instance mounts. */
final class Storage {
    /**
     * EFS says that a mount target is there up to ninety seconds before its name resolves (Amazon EFS user guide, "Mounting EFS file
     * systems").
     */
    private static final BootStep PATIENCE = BootStep.of("storage", """
            mount_patiently() {
              for attempt in 1 2 3 4 5 6 7 8 9 10 11 12; do
                mount "$1" && return 0
                echo "TowerForge: $1 is not mounted yet, attempt $attempt"
                sleep 10
              done
              return 1
            }
            """);

    private final StackRequest request;
    private final StorageGroup group;
    private final Optional<EfsStorage> efs;
    private final Optional<LustreStorage> lustre;

    Storage(StackRequest request) {
        this.request = request;
        this.group = new StorageGroup(request);
        this.efs = Optional.ofNullable(request.spec().forge().efs()).map(spec -> new EfsStorage(request, spec, group));
        this.lustre =
                Optional.ofNullable(request.spec().forge().fsx()).map(spec -> new LustreStorage(request, spec, group));
    }

    /** Where file systems and buckets appear, on instances and in containers; empty where none does. */
    static List<String> mountPaths(AwsBatchComputeEnvironmentSpec spec) {
        List<String> paths = new ArrayList<>();
        ForgeSpec forge = spec.forge();
        if (forge != null && forge.efs() != null) {
            paths.add(forge.efs().mountPathOrDefault());
        }
        if (forge != null && forge.fsx() != null) {
            paths.add(forge.fsx().mountPathOrDefault());
        }
        BucketMounts.of(spec).ifPresent(mounts -> paths.add(BucketMounts.FOLDER));
        return paths;
    }

    /** Whether pipelines lose something when it goes. */
    static boolean isPart(Resource resource) {
        return resource instanceof SecurityGroup
                || resource instanceof EfsFileSystem
                || resource instanceof EfsMountTarget
                || resource instanceof LustreFileSystem;
    }

    /** Whether the spec mounts it as if somebody else had made it. */
    static boolean isAttached(AwsBatchComputeEnvironmentSpec spec, Resource resource) {
        ForgeSpec forge = spec.forge();
        if (forge == null) {
            return false;
        }
        if (resource instanceof EfsFileSystem fileSystem) {
            return forge.efs() != null
                    && fileSystem.fileSystemId().equals(forge.efs().fileSystemId());
        }
        return resource instanceof LustreFileSystem fileSystem
                && forge.fsx() != null
                && fileSystem.fileSystemId().equals(forge.fsx().fileSystemId());
    }

    List<Slot> slots() {
        List<Slot> slots = new ArrayList<>();
        if (group.isWanted()) {
            slots.add(group.slot());
        }
        efs.ifPresent(one -> slots.addAll(one.slots()));
        lustre.ifPresent(one -> slots.addAll(one.slots()));
        return slots;
    }

    /** Where instances run, with the security group that lets them reach what they mount. */
    Network network() {
        Network chosen = request.facts().network();
        if (!group.isWanted() || group.groupId().isEmpty()) {
            return chosen;
        }
        Set<String> groups = new TreeSet<>(chosen.securityGroupIds());
        groups.add(group.groupId().get());
        return new Network(chosen.subnetIds(), groups);
    }

    /** What must be there before anybody knows what instances are to be like. */
    Set<ResourceId> missing() {
        Set<ResourceId> missing = new TreeSet<>();
        if (group.isWanted() && group.groupId().isEmpty()) {
            missing.add(group.id());
        }
        efs.ifPresent(one -> missing.addAll(one.missing()));
        lustre.ifPresent(one -> missing.addAll(one.missing()));
        return missing;
    }

    /** What must be finished before the first instance starts. */
    Set<ResourceId> unready() {
        Set<ResourceId> unready = new TreeSet<>(missing());
        efs.ifPresent(one -> unready.addAll(one.unready()));
        lustre.ifPresent(one -> unready.addAll(one.unready()));
        return unready;
    }

    List<BootStep> bootSteps() {
        List<BootStep> steps = fileSystems();
        if (!steps.isEmpty()) {
            steps.add(0, PATIENCE);
        }
        BucketMounts.of(request.spec()).ifPresent(mounts -> steps.add(mounts.bootStep()));
        return steps;
    }

    /** One whose folder is within that of the other is mounted after it, so that it is not hidden by it. */
    private List<BootStep> fileSystems() {
        List<BootStep> steps = new ArrayList<>();
        efs.ifPresent(one -> steps.add(one.bootStep()));
        lustre.ifPresent(one -> steps.add(isEfsWithinLustre() ? 0 : steps.size(), one.bootStep()));
        return steps;
    }

    private boolean isEfsWithinLustre() {
        ForgeSpec forge = request.spec().forge();
        return forge.efs() != null
                && forge.efs().mountPathOrDefault().startsWith(forge.fsx().mountPathOrDefault() + "/");
    }
}
