package io.towerforge.simulator.iam;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An instance profile at one moment; immutable. It holds at most one role (IAM user guide, "IAM and AWS STS quotas"). */
record InstanceProfileState(
        RoleState.Identity identity,
        SortedMap<String, String> tags,
        @Nullable String role,
        @Nullable Instant roleAddedAt) {

    String name() {
        return identity.name();
    }

    InstanceProfileState withTags(Map<String, String> all) {
        return new InstanceProfileState(identity, new TreeMap<>(all), role, roleAddedAt);
    }

    InstanceProfileState withRole(@Nullable String roleName, @Nullable Instant at) {
        return new InstanceProfileState(identity, tags, roleName, at);
    }
}
