package io.towerforge.operator.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What this process has made and deleted and AWS's listings may not show yet ("eventual consistency", IAM user guide,
 * "Troubleshoot IAM"; EC2 API reference, "Eventual consistency"). Each is remembered until a listing agrees, or for
 * {@link #GRACE}; then AWS is believed.
 */
final class OwnWrites<T> {
    /** Longer than any service takes to show a write; usual are seconds. */
    static final Duration GRACE = Duration.ofMinutes(2);

    private final Function<T, String> key;
    private final Map<String, Made<T>> made = new LinkedHashMap<>();
    private final Map<String, Instant> deleted = new HashMap<>();

    OwnWrites(Function<T, String> key) {
        this.key = key;
    }

    /** @param awaited whether something is built on it, so that it matters when AWS shows it */
    void made(T item, Instant at, boolean awaited) {
        deleted.remove(key.apply(item));
        made.put(key.apply(item), new Made<>(item, at, awaited));
    }

    void deleted(String itemKey, Instant at) {
        made.remove(itemKey);
        deleted.put(itemKey, at);
    }

    boolean isAwaited(String itemKey) {
        Made<T> one = made.get(itemKey);
        return one != null && one.awaited;
    }

    /** Whether a listing of this age must be read again before it is believed. */
    boolean mustAskAgain(Instant readAt, Instant now, Duration patience) {
        return made.values().stream()
                .anyMatch(one -> one.awaited && readAt.isBefore(now.minus(patience))
                        || readAt.isBefore(one.at.plus(GRACE))
                                && one.at.plus(GRACE).isBefore(now));
    }

    /** A listing has come in: what it agrees with is forgotten, and what it has contradicted for too long. */
    void compare(Collection<T> listing, Instant readAt) {
        Set<String> listed = listing.stream().map(key).collect(Collectors.toSet());
        made.entrySet().removeIf(one -> listed.contains(one.getKey()) || isOver(one.getValue().at, readAt));
        deleted.entrySet().removeIf(one -> !listed.contains(one.getKey()) || isOver(one.getValue(), readAt));
    }

    /** A listing as it would be if AWS showed our writes at once. */
    List<T> over(List<T> listing) {
        if (made.isEmpty() && deleted.isEmpty()) {
            return listing;
        }
        Map<String, T> byKey = new LinkedHashMap<>();
        listing.forEach(item -> byKey.put(key.apply(item), item));
        deleted.keySet().forEach(byKey::remove);
        made.forEach((itemKey, one) -> byKey.put(itemKey, one.item));
        return List.copyOf(byKey.values());
    }

    private static boolean isOver(Instant written, Instant readAt) {
        return readAt.isAfter(written.plus(GRACE));
    }

    private record Made<T>(T item, Instant at, boolean awaited) {}
}
