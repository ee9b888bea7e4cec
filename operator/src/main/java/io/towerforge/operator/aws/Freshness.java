package io.towerforge.operator.aws;

import java.time.Duration;
import java.time.Instant;

/**
 * How old an answer may be for somebody who says so by an instant. Where AWS is asked only once in a while because each answer costs a
 * call of its own, whoever asks for what is there at this moment is answered anew all the same.
 */
public final class Freshness {
    /** Who asks for this moment means the beginning of the pass, some calls ago. All others ask for what is older than this. */
    static final Duration THIS_MOMENT = Duration.ofSeconds(20);

    private Freshness() {}

    /** Whether what is there at this moment is asked for. */
    public static boolean isThisMoment(Instant notOlderThan, Instant now) {
        return notOlderThan.isAfter(now.minus(THIS_MOMENT));
    }

    /**
     * The oldest answer that will do.
     *
     * @param hold for how long an answer is good enough for everybody else
     */
    public static Instant oldest(Instant notOlderThan, Instant now, Duration hold) {
        if (!isThisMoment(notOlderThan, now)) {
            return now.minus(hold);
        }
        return notOlderThan.isAfter(now) ? now : notOlderThan;
    }

    /** Whether an answer of that time will do. One that seems to come from the future is older than a clock that was set back. */
    public static boolean isEnough(Instant readAt, Instant oldest, Instant now) {
        return !readAt.isBefore(oldest) && !readAt.isAfter(now);
    }
}
