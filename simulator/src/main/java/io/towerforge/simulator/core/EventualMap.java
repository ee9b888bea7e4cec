package io.towerforge.simulator.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Immutable values by name, eventually consistent: whoever writes works on the latest value, whoever reads sees the values
 * of a lag ago, deletions included (IAM user guide, "Changes that I make are not always immediately visible"; Amazon EC2
 * developer guide, "Eventual consistency"). Guarded by the simulation's lock.
 */
public final class EventualMap<V> {
    private final Timeline timeline;
    private final Duration lag;
    private final Map<String, V> latest = new TreeMap<>();
    private final Map<String, Deque<Version<V>>> history = new TreeMap<>();

    public EventualMap(Timeline timeline, Duration lag) {
        this.timeline = timeline;
        this.lag = lag;
    }

    /** The latest value, as the service's own writes see it. */
    public @Nullable V latest(String key) {
        return latest.get(key);
    }

    /** All latest values in the order of their keys. */
    public Collection<V> latest() {
        return latest.values();
    }

    /** The value a reader sees now. */
    public @Nullable V seen(String key) {
        if (lag.isZero()) {
            return latest.get(key);
        }
        Deque<Version<V>> versions = history.get(key);
        return versions == null ? null : seen(versions);
    }

    /** All values a reader sees now, in the order of their keys. */
    public List<V> seen() {
        if (lag.isZero()) {
            return new ArrayList<>(latest.values());
        }
        List<V> values = new ArrayList<>();
        for (Iterator<Deque<Version<V>>> all = history.values().iterator(); all.hasNext(); ) {
            Deque<Version<V>> versions = all.next();
            V value = seen(versions);
            if (value != null) {
                values.add(value);
            } else if (versions.size() == 1 && versions.getFirst().value() == null) {
                all.remove();
            }
        }
        return values;
    }

    /** Puts a value that every reader sees at once, because it was there before the simulation began. */
    public void seed(String key, V value) {
        latest.put(key, value);
        remember(key, value, timeline.now().minus(lag));
    }

    /** Writes a value. */
    public void put(String key, V value) {
        latest.put(key, value);
        remember(key, value, timeline.now());
    }

    /** Deletes a value. */
    public void remove(String key) {
        latest.remove(key);
        remember(key, null, timeline.now());
    }

    private void remember(String key, @Nullable V value, Instant at) {
        if (!lag.isZero()) {
            history.computeIfAbsent(key, k -> new ArrayDeque<>()).addLast(new Version<>(at, value));
        }
    }

    private @Nullable V seen(Deque<Version<V>> versions) {
        Instant horizon = timeline.now().minus(lag);
        Version<V> seen = null;
        while (!versions.isEmpty() && !versions.getFirst().writtenAt().isAfter(horizon)) {
            seen = versions.removeFirst();
        }
        if (seen == null) {
            return null;
        }
        versions.addFirst(seen);
        return seen.value();
    }

    private record Version<V>(Instant writtenAt, @Nullable V value) {}
}
