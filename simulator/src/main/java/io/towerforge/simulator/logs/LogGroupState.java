package io.towerforge.simulator.logs;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A log group at one moment; immutable.
 *
 * @param arn the ARN without the trailing {@code :*}, the form tagging uses
 * @param retentionDays how long events are kept, or null for ever
 */
record LogGroupState(
        String name,
        String arn,
        Instant createdAt,
        @Nullable Integer retentionDays,
        SortedMap<String, String> tags) {

    LogGroupState withRetention(@Nullable Integer days) {
        return new LogGroupState(name, arn, createdAt, days, tags);
    }

    LogGroupState withTags(Map<String, String> all) {
        return new LogGroupState(name, arn, createdAt, retentionDays, new TreeMap<>(all));
    }
}
