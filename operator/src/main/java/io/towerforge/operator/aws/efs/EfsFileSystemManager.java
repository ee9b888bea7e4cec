package io.towerforge.operator.aws.efs;

import io.towerforge.operator.aws.Mark;
import io.towerforge.operator.aws.ResourceManager;
import io.towerforge.operator.model.EfsFileSystem;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Observed.State;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.CreateFileSystemRequest;
import software.amazon.awssdk.services.efs.model.CreateFileSystemResponse;
import software.amazon.awssdk.services.efs.model.FileSystemDescription;
import software.amazon.awssdk.services.efs.model.LifeCycleState;

/** EFS file systems. Their name is the creation token, so that a creation whose answer was lost never makes a second one. */
public final class EfsFileSystemManager implements ResourceManager<EfsFileSystem> {
    private final EfsClient efs;
    private final EfsList list;

    public EfsFileSystemManager(EfsClient efs, EfsList list) {
        this.efs = efs;
        this.list = list;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.EFS_FILE_SYSTEM;
    }

    @Override
    public List<Observed<EfsFileSystem>> observe(StackId stack, Instant notOlderThan) {
        return list.of(stack, notOlderThan).stream()
                .map(one -> new Observed<>(read(one), state(one.lifeCycleState()), detail(one)))
                .toList();
    }

    @Override
    public void create(EfsFileSystem desired) {
        Supplier<Optional<Map<String, String>>> holder = () -> list.lookUp(desired.name());
        Mark.in(desired.tags(), desired.id()).claim(desired.id(), holder, holder, () -> {
            CreateFileSystemResponse made =
                    list.shared().write("create " + desired.id(), () -> efs.createFileSystem(request(desired)));
            list.shared()
                    .wrote(FileSystemDescription.builder()
                            .creationToken(desired.name())
                            .fileSystemId(made.fileSystemId())
                            .lifeCycleState(LifeCycleState.CREATING)
                            .encrypted(made.encrypted())
                            .availabilityZoneName(made.availabilityZoneName())
                            .tags(EfsTags.write(desired.tags().all()))
                            .build());
        });
    }

    @Override
    public void update(EfsFileSystem desired, Observed<EfsFileSystem> actual, List<FieldDiff> diff) {
        String id = owned(actual);
        desired.tags()
                .replace(
                        actual.resource().tags(),
                        keys -> list.shared()
                                .write(
                                        "untag " + desired.id(),
                                        () -> efs.untagResource(request ->
                                                request.resourceId(id).tagKeys(keys))),
                        tags -> list.shared()
                                .write(
                                        "tag " + desired.id(),
                                        () -> efs.tagResource(request ->
                                                request.resourceId(id).tags(EfsTags.write(tags)))));
    }

    @Override
    public void delete(Observed<EfsFileSystem> actual) {
        String id = owned(actual);
        list.shared()
                .writeUnlessAbsent(
                        "delete " + actual.id(), () -> efs.deleteFileSystem(request -> request.fileSystemId(id)));
    }

    private String owned(Observed<EfsFileSystem> actual) {
        FileSystemDescription fileSystem =
                list.known(actual.resource().name()).orElseThrow(() -> Mark.gone(actual.id()));
        Mark.in(actual.resource().tags(), actual.id()).mustBeOn(actual.id(), EfsTags.read(fileSystem.tags()));
        return fileSystem.fileSystemId();
    }

    /** Automatic backups, which EFS would switch on for One Zone, are off: Batch Forge has none either. */
    private static CreateFileSystemRequest request(EfsFileSystem desired) {
        return CreateFileSystemRequest.builder()
                .creationToken(desired.name())
                .encrypted(desired.encrypted())
                .backup(false)
                .availabilityZoneName(desired.availabilityZone().isEmpty() ? null : desired.availabilityZone())
                .tags(EfsTags.write(desired.tags().all()))
                .build();
    }

    private static EfsFileSystem read(FileSystemDescription one) {
        return new EfsFileSystem(
                one.creationToken(),
                one.encrypted(),
                one.availabilityZoneName() == null ? "" : one.availabilityZoneName(),
                Tags.read(EfsTags.read(one.tags())),
                one.fileSystemId());
    }

    private static String detail(FileSystemDescription one) {
        return one.lifeCycleState() == LifeCycleState.ERROR ? "EFS says that it is in error" : "";
    }

    static State state(LifeCycleState state) {
        return switch (state) {
            case AVAILABLE -> State.READY;
            case DELETING, DELETED -> State.DELETING;
            case ERROR -> State.FAILED;
            case CREATING, UPDATING, UNKNOWN_TO_SDK_VERSION -> State.IN_PROGRESS;
        };
    }
}
