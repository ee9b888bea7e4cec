package io.towerforge.operator.aws.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.aws.ExampleStack;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.LogGroup;
import io.towerforge.operator.model.Observed;
import io.towerforge.simulator.SimulatedAws;
import io.towerforge.simulator.core.ManualClock;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogGroupJustMadeTest {
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-25T09:00:00Z"));
    private final SimulatedAws aws =
            SimulatedAws.builder().clock(clock).timings(Timings.realistic()).build();
    private final LogGroupManager manager = new LogGroupManager(aws.logs(), clock);
    private final LogGroup desired = ExampleStack.logGroup();

    @Test
    void itIsSeenWithItsTagsBeforeCloudWatchListsIt() {
        manager.observe(ExampleStack.STACK, clock.instant());
        manager.create(desired);

        for (int look = 0; look < 10; look++) {
            List<Observed<LogGroup>> seen = manager.observe(ExampleStack.STACK, clock.instant());
            assertThat(seen).hasSize(1);
            assertThat(FieldDiff.between(desired, seen.get(0).resource())).isEmpty();
            clock.advance(Duration.ofMillis(300));
        }
    }
}
