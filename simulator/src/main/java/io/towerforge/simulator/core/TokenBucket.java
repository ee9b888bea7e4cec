package io.towerforge.simulator.core;

import java.time.Duration;
import java.time.Instant;

/** What is left of one service's request rate. Guarded by the simulation's lock. */
final class TokenBucket {
    private static final double NANOSECONDS_PER_SECOND = 1e9;

    private final RateLimit limit;
    private double tokens;
    private Instant filledAt;

    TokenBucket(RateLimit limit, Instant now) {
        this.limit = limit;
        this.tokens = limit.burst();
        this.filledAt = now;
    }

    boolean take(Instant now) {
        double elapsed = Duration.between(filledAt, now).toNanos() / NANOSECONDS_PER_SECOND;
        tokens = Math.min(limit.burst(), tokens + elapsed * limit.perSecond());
        filledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
