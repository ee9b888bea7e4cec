package io.towerforge.operator.reconciler;

import io.javaoperatorsdk.operator.processing.retry.Retry;
import io.javaoperatorsdk.operator.processing.retry.RetryExecution;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The net for what nobody foresaw: an exception out of a pass is retried for ever, ever later up to five minutes. The
 * framework's own retry gives up after five attempts, and then nothing tries again until the next event.
 */
public final class CappedRetry implements Retry {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 6;

    private final RandomGenerator random;

    /** @param random spreads retries of many objects by up to a fifth */
    public CappedRetry(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public RetryExecution initExecution() {
        return new Execution();
    }

    private final class Execution implements RetryExecution {
        private int attempts;

        @Override
        public Optional<Long> nextDelay() {
            long millis = Math.min(FIRST.toMillis() << Math.min(attempts++, MOST_DOUBLINGS), LONGEST.toMillis());
            return Optional.of(millis - (long) (millis * 0.2 * random.nextDouble()));
        }

        @Override
        public int getAttemptCount() {
            return attempts;
        }

        @Override
        public boolean isLastAttempt() {
            return false;
        }
    }
}
