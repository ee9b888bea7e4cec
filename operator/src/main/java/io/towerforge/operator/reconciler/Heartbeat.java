package io.towerforge.operator.reconciler;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Whether every environment is still looked after. The operator framework can lose one for ever
 * (operator-framework/java-operator-sdk#3416, mended only after the version we use), so an object whose pass is overdue for long
 * makes the process unhealthy, and a restart finds it again.
 */
public final class Heartbeat {
    private static final Duration GRACE = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final ConcurrentMap<String, Instant> due = new ConcurrentHashMap<>();

    public Heartbeat(InstantSource clock) {
        this.clock = clock;
    }

    void seen(String uid, Duration next) {
        due.put(uid, clock.instant().plus(next));
    }

    void gone(String uid) {
        due.remove(uid);
    }

    /** Whether this process has an object in its care. */
    boolean knows(String uid) {
        return due.containsKey(uid);
    }

    /** The UID of an object whose next pass is overdue by more than ten minutes. */
    public Optional<String> stuck() {
        Instant now = clock.instant();
        return due.entrySet().stream()
                .filter(entry -> entry.getValue().plus(GRACE).isBefore(now))
                .map(java.util.Map.Entry::getKey)
                .findFirst();
    }

    /** How long the most overdue pass is overdue; zero when none is. */
    public Duration longestOverdue() {
        Instant now = clock.instant();
        return due.values().stream()
                .map(at -> Duration.between(at, now))
                .filter(late -> !late.isNegative())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
