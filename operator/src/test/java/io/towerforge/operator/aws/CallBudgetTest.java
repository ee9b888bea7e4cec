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
        assertThat(atOnce()).isEqualTo(20);
        clock.advance(Duration.ofMillis(500));
        assertThat(atOnce()).as("less the one that had to wait").isEqualTo(4);
    }

    @Test
    void aLongPauseFillsTheBucketAndNoMore() {
        clock.advance(Duration.ofHours(1));
        assertThat(atOnce()).isEqualTo(20);
    }

    @Test
    void whoComesTooEarlyWaitsInTurnButNotForLong() {
        atOnce();
        assertThat(budget.take()).contains(Duration.ofMillis(200));
        assertThat(budget.take()).contains(Duration.ofMillis(300));
        for (int i = 0; i < 47; i++) {
            assertThat(budget.take()).isPresent();
        }

        assertThat(budget.take()).as("more than five seconds").isEmpty();
        clock.advance(Duration.ofSeconds(6));
        assertThat(atOnce()).as("what was promised is made good first").isEqualTo(10);
    }

    @Test
    void aThrottlingAnswerHalvesTheRateForAWhile() {
        budget.throttled();
        assertThat(atOnce()).as("what was saved up is gone").isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(atOnce()).isEqualTo(4);

        clock.advance(CallBudget.CAUTION);
        atOnce();
        clock.advance(Duration.ofSeconds(1));
        assertThat(atOnce()).as("the whole rate again").isEqualTo(9);
    }

    @Test
    void answersInOneBreathCountOnceAndLaterOnesHalveAgain() {
        budget.throttled();
        budget.throttled();
        budget.throttled();
        atOnce();
        clock.advance(Duration.ofSeconds(2));
        assertThat(atOnce()).isEqualTo(9);

        budget.throttled();
        clock.advance(Duration.ofSeconds(2));
        assertThat(atOnce()).isEqualTo(4);
    }

    /** How many calls need not wait; the first that must has its place from then on. */
    private int atOnce() {
        int calls = 0;
        while (budget.take().orElseThrow().isZero()) {
            calls++;
        }
        return calls;
    }
}
