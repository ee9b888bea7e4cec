package io.towerforge.operator.aws.efs;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.Mark;
import io.towerforge.operator.aws.ResourceManager;
import io.towerforge.operator.aws.efs.MountTargetReads.Target;
import io.towerforge.operator.model.EfsMountTarget;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.FileSystemDescription;
import software.amazon.awssdk.services.efs.model.MountTargetDescription;

/** EFS mount targets. They carry no tags: whose they are, their file system's tags say. */
public final class EfsMountTargetManager implements ResourceManager<EfsMountTarget> {
    private final EfsClient efs;
    private final EfsList list;
    private final MountTargetReads reads;

    public EfsMountTargetManager(EfsClient efs, EfsList list, InstantSource clock) {
        this.efs = efs;
        this.list = list;
        this.reads = new MountTargetReads(efs, clock);
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.EFS_MOUNT_TARGET;
    }

    @Override
    public List<Observed<EfsMountTarget>> observe(StackId stack, Instant notOlderThan) {
        return list.of(stack, notOlderThan).stream()
                .flatMap(fileSystem -> reads.of(fileSystem.fileSystemId(), notOlderThan).stream()
                        .map(target -> observed(fileSystem, target)))
                .toList();
    }

    @Override
    public void create(EfsMountTarget desired) {
        String fileSystemId = desired.fileSystem().id();
        Mark mark = Mark.in(desired.tags(), desired.id());
        Map<String, String> owner = tagsOfItsFileSystem(desired);
        mark.mustBeOn(desired.id(), owner);
        Supplier<Optional<Map<String, String>>> holder =
                () -> reads.known(fileSystemId, desired.availabilityZone()).map(target -> owner);
        mark.claim(
                desired.id(),
                holder,
                () -> {
                    reads.of(fileSystemId, Instant.MAX);
                    return holder.get();
                },
                () -> change(
                        desired,
                        "create " + desired.id(),
                        () -> efs.createMountTarget(request -> request.fileSystemId(fileSystemId)
                                .subnetId(desired.subnetId())
                                .securityGroups(desired.securityGroupIds()))));
    }

    @Override
    public void update(EfsMountTarget desired, Observed<EfsMountTarget> actual, List<FieldDiff> diff) {
        String id = owned(actual);
        change(
                actual.resource(),
                "change the security groups of " + desired.id(),
                () -> efs.modifyMountTargetSecurityGroups(
                        request -> request.mountTargetId(id).securityGroups(desired.securityGroupIds())));
    }

    @Override
    public void delete(Observed<EfsMountTarget> actual) {
        String id = owned(actual);
        try {
            Aws.callUnlessAbsent(
                    "delete " + actual.id(), () -> efs.deleteMountTarget(request -> request.mountTargetId(id)));
        } finally {
            reads.changed(actual.resource().fileSystem().id());
        }
    }

    private void change(EfsMountTarget target, String what, Supplier<?> call) {
        try {
            Aws.call(what, call);
        } finally {
            reads.changed(target.fileSystem().id());
        }
    }

    private String owned(Observed<EfsMountTarget> actual) {
        EfsMountTarget target = actual.resource();
        Mark.in(target.tags(), actual.id()).mustBeOn(actual.id(), tagsOfItsFileSystem(target));
        return reads.known(target.fileSystem().id(), target.availabilityZone())
                .map(one -> one.description().mountTargetId())
                .filter(target.mountTargetId()::equals)
                .orElseThrow(() -> Mark.gone(actual.id()));
    }

    private Map<String, String> tagsOfItsFileSystem(EfsMountTarget target) {
        return list.known(target.fileSystem().name())
                .filter(one -> one.fileSystemId().equals(target.fileSystem().id()))
                .map(one -> EfsTags.read(one.tags()))
                .or(() -> list.lookUp(target.fileSystem().name()))
                .orElseThrow(() -> Mark.gone(target.id()));
    }

    private static Observed<EfsMountTarget> observed(FileSystemDescription fileSystem, Target target) {
        MountTargetDescription description = target.description();
        String zone = description.availabilityZoneName();
        EfsMountTarget read = new EfsMountTarget(
                EfsMountTarget.idOf(fileSystem.creationToken(), zone).name(),
                new EfsMountTarget.FileSystem(fileSystem.creationToken(), fileSystem.fileSystemId()),
                zone,
                description.subnetId(),
                description.vpcId(),
                target.securityGroupIds(),
                Tags.read(EfsTags.read(fileSystem.tags())),
                description.mountTargetId());
        return new Observed<>(read, EfsFileSystemManager.state(description.lifeCycleState()), "");
    }
}
