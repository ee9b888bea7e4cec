package io.towerforge.operator.aws.efs;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.DescribeMountTargetSecurityGroupsResponse;
import software.amazon.awssdk.services.efs.model.DescribeMountTargetsRequest;
import software.amazon.awssdk.services.efs.model.LifeCycleState;
import software.amazon.awssdk.services.efs.model.MountTargetDescription;

/**
 * The mount targets of file systems. Reading them takes a call for each file system and one more for the groups of each target, so they
 * are read after every change of our own, every second while EFS is changing one, and otherwise once in {@link #HOLD}: what somebody
 * changes by hand is noticed that late.
 */
final class MountTargetReads {
    static final Duration HOLD = Duration.ofMinutes(15);

    private static final Duration WHILE_CHANGING = Duration.ofSeconds(1);

    private final EfsClient efs;
    private final InstantSource clock;
    private final Map<String, Read> reads = new ConcurrentHashMap<>();

    MountTargetReads(EfsClient efs, InstantSource clock) {
        this.efs = efs;
        this.clock = clock;
    }

    /** A target, and its security groups as far as they can be read: not while EFS makes or deletes it. */
    record Target(MountTargetDescription description, Set<String> securityGroupIds) {
        boolean isChanging() {
            return description.lifeCycleState() != LifeCycleState.AVAILABLE
                    && description.lifeCycleState() != LifeCycleState.ERROR;
        }
    }

    List<Target> of(String fileSystemId, Instant notOlderThan) {
        Instant now = clock.instant();
        Read read = reads.get(fileSystemId);
        if (read != null && Freshness.isEnough(read.at, oldest(read, notOlderThan, now), now)) {
            return read.targets;
        }
        Read fresh = new Read(now, read(fileSystemId));
        reads.put(fileSystemId, fresh);
        return fresh.targets;
    }

    /** As last read, without asking EFS. */
    Optional<Target> known(String fileSystemId, String availabilityZone) {
        Read read = reads.get(fileSystemId);
        return read == null
                ? Optional.empty()
                : read.targets.stream()
                        .filter(target ->
                                availabilityZone.equals(target.description().availabilityZoneName()))
                        .findFirst();
    }

    /** Something was changed: the next answer is read after this moment. */
    void changed(String fileSystemId) {
        reads.computeIfPresent(fileSystemId, (id, read) -> new Read(Instant.MIN, read.targets));
    }

    private static Instant oldest(Read read, Instant notOlderThan, Instant now) {
        boolean changing = read.targets.stream().anyMatch(Target::isChanging);
        return Freshness.oldest(notOlderThan, now, changing ? WHILE_CHANGING : HOLD);
    }

    private List<Target> read(String fileSystemId) {
        DescribeMountTargetsRequest request =
                DescribeMountTargetsRequest.builder().fileSystemId(fileSystemId).build();
        List<MountTargetDescription> descriptions = Aws.callUnlessAbsent(
                        "list the mount targets of " + fileSystemId,
                        () -> efs.describeMountTargetsPaginator(request).stream()
                                .flatMap(page -> page.mountTargets().stream())
                                .toList())
                .orElse(List.of());
        List<Target> targets = new ArrayList<>();
        for (MountTargetDescription description : descriptions) {
            if (description.lifeCycleState() != LifeCycleState.DELETED) {
                targets.add(new Target(description, groups(description)));
            }
        }
        return List.copyOf(targets);
    }

    private Set<String> groups(MountTargetDescription description) {
        if (description.lifeCycleState() != LifeCycleState.AVAILABLE) {
            return Set.of();
        }
        String id = description.mountTargetId();
        return Aws.callUnlessAbsent(
                        "read the security groups of mount target " + id,
                        () -> efs.describeMountTargetSecurityGroups(request -> request.mountTargetId(id)))
                .map(DescribeMountTargetSecurityGroupsResponse::securityGroups)
                .map(groups -> (Set<String>) new TreeSet<>(groups))
                .orElse(Set.of());
    }

    private record Read(Instant at, List<Target> targets) {}
}
