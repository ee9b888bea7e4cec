package io.towerforge.operator.aws.efs;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.EfsFileSystems;
import io.towerforge.operator.aws.efs.MountTargetReads.Target;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.FileSystemDescription;
import software.amazon.awssdk.services.efs.model.LifeCycleState;

/** Looks file systems up by their ids: one call, one for the mount targets, and one for the groups of each. */
public final class EfsCatalog implements EfsFileSystems {
    private final EfsClient efs;
    private final MountTargetReads targets;

    public EfsCatalog(EfsClient efs, InstantSource clock) {
        this.efs = efs;
        this.targets = new MountTargetReads(efs, clock);
    }

    @Override
    public Optional<Found> find(String fileSystemId) {
        return Aws.callUnlessAbsent(
                        "look up the EFS file system " + fileSystemId,
                        () -> efs.describeFileSystems(request -> request.fileSystemId(fileSystemId)))
                .flatMap(answer -> answer.fileSystems().stream().findFirst())
                .map(this::found);
    }

    private Found found(FileSystemDescription fileSystem) {
        Map<String, Set<String>> groups = new TreeMap<>();
        List<Target> all = targets.of(fileSystem.fileSystemId(), Instant.MAX);
        for (Target target : all) {
            if (target.description().lifeCycleState() == LifeCycleState.AVAILABLE) {
                groups.put(target.description().availabilityZoneName(), target.securityGroupIds());
            }
        }
        String vpcId = all.stream()
                .map(target -> target.description().vpcId())
                .findFirst()
                .orElse("");
        boolean usable = fileSystem.lifeCycleState() == LifeCycleState.AVAILABLE
                || fileSystem.lifeCycleState() == LifeCycleState.UPDATING;
        return new Found(usable, fileSystem.lifeCycleStateAsString(), vpcId, groups);
    }
}
