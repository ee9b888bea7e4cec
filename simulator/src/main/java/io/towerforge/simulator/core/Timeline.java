package io.towerforge.simulator.core;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Simulated time and what is still to happen in it. Nothing runs in the background: due events happen, each at its own
 * moment and in order, when the account is next looked at. Guarded by the simulation's lock.
 */
public final class Timeline {
    private final InstantSource clock;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::number));
    private long scheduled;
    private Instant now;

    public Timeline(InstantSource clock) {
        this.clock = clock;
        this.now = clock.instant();
    }

    /** The moment being simulated: within an event its own time, otherwise the time of the last look at the clock. */
    public Instant now() {
        return now;
    }

    /** Lets something happen after a delay; with a delay of zero it happens before the next call is answered. */
    public void after(Duration delay, Runnable action) {
        events.add(new Event(now.plus(delay), scheduled++, action));
    }

    /** Lets everything happen that is due by the clock. Time never runs backwards, even if the clock does. */
    public void advance() {
        Instant target = clock.instant();
        for (Event next = events.peek(); next != null && !next.at().isAfter(target); next = events.peek()) {
            events.remove();
            if (next.at().isAfter(now)) {
                now = next.at();
            }
            next.action().run();
        }
        if (target.isAfter(now)) {
            now = target;
        }
    }

    private record Event(Instant at, long number, Runnable action) {}
}
