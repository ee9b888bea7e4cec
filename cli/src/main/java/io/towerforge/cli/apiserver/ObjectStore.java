package io.towerforge.cli.apiserver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * All objects, each at its latest state, and the recent changes, numbered by one counter of resource versions.
 *
 * <p>Stored objects are never changed: whoever reads one copies it before editing. A write that consists of several reads
 * and puts is made whole by {@link #atomically}.
 */
final class ObjectStore {

    /** How many changes a watch can catch up on; a client that asks for older ones is told to list again. */
    private static final int REMEMBERED_CHANGES = 20_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<ObjectKey, ApiObject> objects = new TreeMap<>();
    private final Deque<WatchEvent> changes = new ArrayDeque<>();
    private final Set<WatchQueue> watches = new CopyOnWriteArraySet<>();
    private long version;
    private long forgottenUpTo;

    /** A consistent state of some objects, with the version that a watch continues from. */
    record Snapshot(List<ApiObject> objects, long version) {}

    <T> T atomically(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    Optional<ApiObject> get(ObjectKey key) {
        return atomically(() -> Optional.ofNullable(objects.get(key)));
    }

    Snapshot list(ObjectSelection selection) {
        return atomically(() -> new Snapshot(
                objects.entrySet().stream()
                        .filter(entry -> selection.covers(entry.getKey()) && selection.matches(entry.getValue()))
                        .map(Map.Entry::getValue)
                        .toList(),
                version));
    }

    /** Keys and objects of the whole store, for what has to look across resources. */
    List<Map.Entry<ObjectKey, ApiObject>> everything() {
        return atomically(() -> {
            List<Map.Entry<ObjectKey, ApiObject>> all = new ArrayList<>();
            objects.forEach((key, object) -> all.add(Map.entry(key, object)));
            return all;
        });
    }

    /**
     * Stores an object under the next resource version; what says the same as what is stored already changes nothing.
     *
     * @return the object as it is stored now
     */
    ApiObject put(ObjectKey key, ApiObject object) {
        return atomically(() -> {
            ApiObject before = objects.get(key);
            if (before != null && before.saysTheSameAs(object)) {
                return before;
            }
            version++;
            ApiObject stored = object.copy();
            stored.metadata().put("resourceVersion", String.valueOf(version));
            objects.put(key, stored);
            announce(new WatchEvent(key, before, stored, version));
            return stored;
        });
    }

    /** Removes an object; it is announced in its last state under a resource version of its own. */
    void remove(ObjectKey key) {
        atomically(() -> {
            ApiObject before = objects.remove(key);
            if (before != null) {
                version++;
                ApiObject last = before.copy();
                last.metadata().put("resourceVersion", String.valueOf(version));
                announce(new WatchEvent(key, last, null, version));
            }
            return before;
        });
    }

    /**
     * Starts to watch.
     *
     * @param since the resource version to continue from; 0 starts with everything that is there
     * @throws ApiException with code 410 when changes after {@code since} are no longer remembered
     */
    WatchQueue watch(ObjectSelection selection, long since) {
        return atomically(() -> {
            WatchQueue queue = new WatchQueue(selection, watches::remove);
            if (since == 0) {
                objects.forEach((key, object) -> queue.offer(new WatchEvent(key, null, object, version)));
            } else if (since < forgottenUpTo) {
                throw ApiException.expired(since, forgottenUpTo);
            } else {
                changes.stream().filter(change -> change.version() > since).forEach(queue::offer);
            }
            queue.startsAt(version);
            watches.add(queue);
            return queue;
        });
    }

    void closeWatches() {
        watches.forEach(WatchQueue::close);
    }

    private void announce(WatchEvent change) {
        changes.addLast(change);
        if (changes.size() > REMEMBERED_CHANGES) {
            forgottenUpTo = changes.removeFirst().version();
        }
        watches.forEach(watch -> watch.offer(change));
    }
}
