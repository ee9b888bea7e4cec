package io.towerforge.operator.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How many calls we make to one service in one account and Region: a token bucket. Whoever finds it empty is told how long to wait
 * for the next token, in turn; a call that would have to wait longer than {@link #LONGEST_WAIT} is not made. When AWS throttles us all the same, because others share the account's rate, we go at half the rate for
 * {@link #CAUTION}, and at half of that if it does so again.
 */
public final class CallBudget {
    /** How long a throttling answer is remembered. */
    static final Duration CAUTION = Duration.ofSeconds(30);

    /** Longer than this nobody waits: other accounts need the thread. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final int MOST_HALVINGS = 4;

    private final InstantSource clock;
    private final Rate rate;
    private double tokens;
    private Instant filledAt;
    private int halvings;
    private Instant halvedAt = Instant.MIN;

    /** A full bucket. */
    public CallBudget(InstantSource clock, Rate rate) {
        this.clock = clock;
        this.rate = rate;
        this.tokens = rate.burst();
        this.filledAt = clock.instant();
    }

    /**
     * A rate of calls.
     *
     * @param perSecond in the long run
     * @param burst at once, after a pause
     */
    public record Rate(double perSecond, int burst) {
        /**
         * The rate at which AWS surely serves us, with room left for others in the account. Batch serves 50 calls a second to an
         * account in a Region, Nextflow's own polling included; EC2 refills 20 a second with a burst of 100 for most reads (EC2 API
         * reference, "Request throttling"); IAM publishes nothing and is shared by all Regions; Secrets Manager
         * serves 50 of most writes and far more reads (AWS Secrets Manager user guide, "Quotas").
         *
         * @param service in lower case, such as {@code batch}
         */
        public static Rate of(String service) {
            return switch (service) {
                case "batch" -> new Rate(20, 50);
                case "ec2" -> new Rate(20, 100);
                case "iam" -> new Rate(5, 40);
                case "secretsmanager" -> new Rate(20, 100);
                default -> new Rate(5, 20);
            };
        }
    }

    /**
     * Takes a token: one that is there, or one that will be.
     *
     * @return how long to wait for it before the call is made; empty when none was taken, because that would be too long
     */
    public synchronized Optional<Duration> take() {
        refill();
        double missing = Math.max(0, 1 - tokens);
        Duration wait = Duration.ofNanos((long) Math.ceil(missing / perSecond() * 1e9));
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            return Optional.empty();
        }
        tokens--;
        return Optional.of(wait);
    }

    /** AWS has refused a call for its rate: what is saved up is worth nothing now. */
    public synchronized void throttled() {
        refill();
        Instant now = clock.instant();
        if (halvings == 0 || !now.isBefore(halvedAt.plusSeconds(1))) { // calls refused in one breath count once
            halvings = Math.min(halvings + 1, MOST_HALVINGS);
            halvedAt = now;
        }
        tokens = Math.min(tokens, 1);
    }

    private void refill() {
        Instant now = clock.instant();
        if (halvings > 0 && !now.isBefore(halvedAt.plus(CAUTION))) {
            halvings--;
            halvedAt = now;
        }
        double seconds = Math.max(0, Duration.between(filledAt, now).toNanos() / 1e9);
        tokens = Math.min(rate.burst(), tokens + seconds * perSecond());
        filledAt = now;
    }

    private double perSecond() {
        return rate.perSecond() / (1 << halvings);
    }
}
