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

/** The EFS file systems of a cluster, listed once for everybody, by creation token. EFS filters by no tag, so all are read. */
public final class EfsList {
    private final EfsClient efs;
    private final SharedList<FileSystemDescription> fileSystems;

    /** @param cluster the operator's own cluster, as in {@link StackId#cluster()} */
    public EfsList(EfsClient efs, String cluster, InstantSource clock) {
        this.efs = efs;
        this.fileSystems = new SharedList<>(
                        clock, FileSystemDescription::creationToken, EfsList::isChanging, () -> list(cluster))
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

    private List<FileSystemDescription> list(String cluster) {
        return Aws.call(
                "list the EFS file systems of the account",
                () -> efs
                        .describeFileSystemsPaginator(
                                DescribeFileSystemsRequest.builder().build())
                        .stream()
                        .flatMap(page -> page.fileSystems().stream())
                        .filter(one -> cluster.equals(EfsTags.read(one.tags()).get(Tags.CLUSTER)))
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
