package io.towerforge.simulator.fsx;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.fsx.model.CreateFileSystemRequest;
import software.amazon.awssdk.services.fsx.model.FileSystemLifecycle;

/**
 * A file system at one moment; immutable.
 *
 * @param request what was asked for, which decides whether a second request with the same token is the same
 */
record LustreState(
        String id,
        CreateFileSystemRequest request,
        String vpcId,
        int capacity,
        Map<String, String> tags,
        FileSystemLifecycle lifecycle,
        String failure,
        Instant createdAt) {
    LustreState {
        tags = new TreeMap<>(tags);
    }

    LustreState with(FileSystemLifecycle other, String why) {
        return new LustreState(id, request, vpcId, capacity, tags, other, why, createdAt);
    }

    LustreState withCapacity(int gib) {
        return new LustreState(id, request, vpcId, gib, tags, lifecycle, failure, createdAt);
    }

    LustreState withTags(Map<String, String> all) {
        return new LustreState(id, request, vpcId, capacity, all, lifecycle, failure, createdAt);
    }

    /** Unique in a Region, eight lower-case characters. */
    String mountName() {
        return id.substring(id.length() - 8);
    }

    String networkInterface() {
        return id.replace("fs-", "eni-");
    }
}
