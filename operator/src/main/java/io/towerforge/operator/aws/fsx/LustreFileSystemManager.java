package io.towerforge.operator.aws.fsx;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.Mark;
import io.towerforge.operator.aws.RegionalService;
import io.towerforge.operator.aws.ResourceManager;
import io.towerforge.operator.aws.SharedList;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.LustreFileSystem;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Observed.State;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.StorageFacts.LustreAddress;
import io.towerforge.operator.model.Tags;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.fsx.FSxClient;
import software.amazon.awssdk.services.fsx.model.CreateFileSystemResponse;
import software.amazon.awssdk.services.fsx.model.DescribeFileSystemsRequest;
import software.amazon.awssdk.services.fsx.model.FileSystem;
import software.amazon.awssdk.services.fsx.model.FileSystemLifecycle;

/**
 * FSx file systems for Lustre, one for a stack. FSx has no names: which one is a stack's, its tags say. FSx filters by no tag, so all
 * are read; those of other clusters' environments too, as they may be adopted.
 */
public final class LustreFileSystemManager implements ResourceManager<LustreFileSystem> {
    private final FSxClient fsx;
    private final RegionalService service;
    private final SharedList<FileSystem> fileSystems;

    public LustreFileSystemManager(FSxClient fsx, RegionalService service, InstantSource clock) {
        this.fsx = fsx;
        this.service = service;
        this.fileSystems = new SharedList<>(
                        clock, FileSystem::fileSystemId, LustreFileSystemManager::isChanging, this::list)
                .rarelyUsed();
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.LUSTRE_FILE_SYSTEM;
    }

    @Override
    public List<Observed<LustreFileSystem>> observe(StackId stack, Instant notOlderThan) {
        return fileSystems.get(notOlderThan, one -> isOf(one, stack)).stream()
                .filter(one -> isOf(one, stack))
                .map(one -> observed(stack.prefix(), one))
                .toList();
    }

    @Override
    public void create(LustreFileSystem desired) {
        CreateFileSystemResponse made =
                fileSystems.write("create " + desired.id(), () -> fsx.createFileSystem(LustreRequests.create(desired)));
        Mark.in(desired.tags(), desired.id())
                .mustBeOn(desired.id(), FsxTags.read(made.fileSystem().tags()));
        fileSystems.wrote(made.fileSystem());
    }

    /** One that has failed cannot be mended (FSx API reference, FileSystem): it goes, and is made again. */
    @Override
    public void update(LustreFileSystem desired, Observed<LustreFileSystem> actual, List<FieldDiff> diff) {
        boolean onlyTags =
                !diff.isEmpty() && diff.stream().allMatch(one -> one.field().equals("tags"));
        if (actual.state() == State.FAILED && !onlyTags) {
            delete(actual);
            return;
        }
        FileSystem fileSystem = owned(actual);
        if (FieldDiff.touches(diff, "capacityGiB")) {
            fileSystems.write(
                    "enlarge " + desired.id(),
                    () -> fsx.updateFileSystem(request ->
                            request.fileSystemId(fileSystem.fileSystemId()).storageCapacity(desired.capacityGiB())));
        }
        desired.tags()
                .replace(
                        actual.resource().tags(),
                        keys -> fileSystems.write(
                                "untag " + desired.id(),
                                () -> fsx.untagResource(request -> request.resourceARN(fileSystem.resourceARN())
                                        .tagKeys(keys))),
                        tags -> fileSystems.write(
                                "tag " + desired.id(),
                                () -> fsx.tagResource(request -> request.resourceARN(fileSystem.resourceARN())
                                        .tags(FsxTags.write(tags)))));
    }

    @Override
    public void delete(Observed<LustreFileSystem> actual) {
        String id = owned(actual).fileSystemId();
        fileSystems.writeUnlessAbsent(
                "delete " + actual.id(), () -> fsx.deleteFileSystem(request -> request.fileSystemId(id)));
    }

    private FileSystem owned(Observed<LustreFileSystem> actual) {
        FileSystem fileSystem =
                fileSystems.known(actual.resource().fileSystemId()).orElseThrow(() -> Mark.gone(actual.id()));
        Mark.in(actual.resource().tags(), actual.id()).mustBeOn(actual.id(), FsxTags.read(fileSystem.tags()));
        return fileSystem;
    }

    private List<FileSystem> list() {
        return service.call(() -> Aws.call(
                        "list the FSx file systems of the account",
                        () -> fsx
                                .describeFileSystemsPaginator(
                                        DescribeFileSystemsRequest.builder().build())
                                .stream()
                                .flatMap(page -> page.fileSystems().stream())
                                .filter(one -> FsxTags.read(one.tags()).containsKey(Tags.CLUSTER))
                                .toList()))
                .orElse(List.of());
    }

    private static boolean isOf(FileSystem one, StackId stack) {
        return Tags.marks(FsxTags.read(one.tags()), stack);
    }

    private static boolean isChanging(FileSystem one) {
        return state(one) == State.IN_PROGRESS || state(one) == State.DELETING;
    }

    private Observed<LustreFileSystem> observed(String name, FileSystem one) {
        LustreFileSystem read = new LustreFileSystem(
                name,
                one.storageCapacity(),
                one.lustreConfiguration().deploymentTypeAsString(),
                one.subnetIds().isEmpty() ? "" : one.subnetIds().get(0),
                one.vpcId(),
                Set.of(),
                Tags.read(FsxTags.read(one.tags())),
                one.fileSystemId(),
                new LustreAddress(one.dnsName(), one.lustreConfiguration().mountName()));
        String detail = one.failureDetails() == null || one.failureDetails().message() == null
                ? ""
                : one.failureDetails().message();
        return fileSystems.isShown(one.fileSystemId())
                ? new Observed<>(read, state(one), detail)
                : new Observed<>(read, State.IN_PROGRESS, detail);
    }

    private static State state(FileSystem one) {
        return switch (one.lifecycle()) {
            case AVAILABLE, MISCONFIGURED, MISCONFIGURED_UNAVAILABLE -> State.READY;
            case DELETING -> State.DELETING;
            case FAILED -> State.FAILED;
            case CREATING, UPDATING, UNKNOWN_TO_SDK_VERSION -> State.IN_PROGRESS;
        };
    }

    /** Whether it can be mounted. */
    static boolean isUsable(FileSystem one) {
        return one.lifecycle() == FileSystemLifecycle.AVAILABLE || one.lifecycle() == FileSystemLifecycle.UPDATING;
    }
}
