package io.towerforge.operator.aws.efs;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.SharedList;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.DescribeFileSystemsRequest;
import software.amazon.awssdk.services.efs.model.FileSystemDescription;
import software.amazon.awssdk.services.efs.model.LifeCycleState;

/**
 * The EFS file systems of environments, listed once for everybody, by creation token; those of other clusters too, as they may be
 * adopted. EFS filters by no tag, so all are read.
 */
public final class EfsList {
    private final EfsClient efs;
    private final SharedList<FileSystemDescription> fileSystems;

    public EfsList(EfsClient efs, InstantSource clock) {
        this.efs = efs;
        this.fileSystems = new SharedList<>(
                        clock, FileSystemDescription::creationToken, EfsList::isChanging, this::list)
                .rarelyUsed();
    }

    /** Those that carry the stack's mark. */
    List<FileSystemDescription> of(StackId stack, Instant notOlderThan) {
        return fileSystems.get(notOlderThan, one -> isOf(one, stack)).stream()
                .filter(one -> isOf(one, stack))
                .toList();
    }

    /** The list itself, for whoever changes what is in it. */
    SharedList<FileSystemDescription> shared() {
        return fileSystems;
    }

    /** As last seen or written, without asking EFS. */
    Optional<FileSystemDescription> known(String creationToken) {
        return fileSystems.known(creationToken);
    }

    /** The tags of whatever has this token now, whoever made it. */
    Optional<Map<String, String>> lookUp(String creationToken) {
        return Aws.call(
                        "look up the EFS file system " + creationToken,
                        () -> efs.describeFileSystems(request -> request.creationToken(creationToken)))
                .fileSystems()
                .stream()
                .map(one -> EfsTags.read(one.tags()))
                .findFirst();
    }

    private List<FileSystemDescription> list() {
        return Aws.call(
                "list the EFS file systems of the account",
                () -> efs
                        .describeFileSystemsPaginator(
                                DescribeFileSystemsRequest.builder().build())
                        .stream()
                        .flatMap(page -> page.fileSystems().stream())
                        .filter(one -> EfsTags.read(one.tags()).containsKey(Tags.CLUSTER))
                        .filter(one -> one.lifeCycleState() != LifeCycleState.DELETED)
                        .toList());
    }

    private static boolean isOf(FileSystemDescription one, StackId stack) {
        return Tags.marks(EfsTags.read(one.tags()), stack);
    }

    private static boolean isChanging(FileSystemDescription one) {
        return one.lifeCycleState() != LifeCycleState.AVAILABLE && one.lifeCycleState() != LifeCycleState.ERROR;
    }
}
