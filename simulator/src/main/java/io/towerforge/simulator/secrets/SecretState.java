package io.towerforge.simulator.secrets;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A secret at one moment; immutable.
 *
 * @param versions the values by version id, oldest first
 * @param current the version staged AWSCURRENT
 * @param previous the version staged AWSPREVIOUS, or null
 * @param deletedAt when somebody scheduled it for deletion, or null
 */
record SecretState(
        String name,
        String arn,
        SortedMap<String, String> tags,
        Map<String, String> versions,
        String current,
        @Nullable String previous,
        @Nullable Instant deletedAt) {

    SecretState withVersion(String id, String value) {
        Map<String, String> all = new LinkedHashMap<>(versions);
        all.put(id, value);
        return new SecretState(name, arn, tags, all, id, current, deletedAt);
    }

    SecretState withTags(Map<String, String> all) {
        return new SecretState(name, arn, new TreeMap<>(all), versions, current, previous, deletedAt);
    }

    SecretState withDeletedAt(@Nullable Instant at) {
        return new SecretState(name, arn, tags, versions, current, previous, at);
    }
}
