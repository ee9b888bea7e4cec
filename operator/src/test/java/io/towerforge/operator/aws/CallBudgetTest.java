package io.towerforge.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.aws.CallBudget.Rate;
import io.towerforge.simulator.core.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallBudgetTest {
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-25T09:00:00Z"));
    private final CallBudget budget = new CallBudget(clock, new Rate(10, 20));

    @Test
    void aBurstIsServedAtOnceAndThenTheRate() {
        assertThat(taken(100)).isEqualTo(20);
        clock.advance(Duration.ofMillis(500));
        assertThat(taken(100)).isEqualTo(5);
    }

    @Test
    void aLongPauseFillsTheBucketAndNoMore() {
        clock.advance(Duration.ofHours(1));
        assertThat(taken(100)).isEqualTo(20);
    }

    @Test
    void aThrottlingAnswerHalvesTheRateForAWhile() {
        budget.throttled();
        assertThat(taken(100)).as("what was saved up is gone").isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(taken(100)).isEqualTo(5);

        clock.advance(CallBudget.CAUTION);
        taken(100);
        clock.advance(Duration.ofSeconds(1));
        assertThat(taken(100)).as("the whole rate again").isEqualTo(10);
    }

    @Test
    void answersInOneBreathCountOnceAndLaterOnesHalveAgain() {
        budget.throttled();
        budget.throttled();
        budget.throttled();
        taken(100);
        clock.advance(Duration.ofSeconds(2));
        assertThat(taken(100)).isEqualTo(10);

        budget.throttled();
        taken(100);
        clock.advance(Duration.ofSeconds(2));
        assertThat(taken(100)).isEqualTo(5);
    }

    private int taken(int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += budget.take() ? 1 : 0;
        }
        return taken;
    }
}
