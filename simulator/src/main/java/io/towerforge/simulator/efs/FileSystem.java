package io.towerforge.simulator.efs;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.efs.model.LifeCycleState;

/** A file system of EFS. Guarded by the simulation's lock. */
final class FileSystem {
    final String id;
    final String creationToken;
    final boolean encrypted;
    final @Nullable String availabilityZone;
    final Instant createdAt;
    Map<String, String> tags;
    LifeCycleState state = LifeCycleState.CREATING;

    FileSystem(
            String id,
            String creationToken,
            boolean encrypted,
            @Nullable String availabilityZone,
            Instant createdAt,
            Map<String, String> tags) {
        this.id = id;
        this.creationToken = creationToken;
        this.encrypted = encrypted;
        this.availabilityZone = availabilityZone;
        this.createdAt = createdAt;
        this.tags = new TreeMap<>(tags);
    }
}
