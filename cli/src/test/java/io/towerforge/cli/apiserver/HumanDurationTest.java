package io.towerforge.cli.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanDurationTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "PT0S, 0s",
        "PT119S, 119s",
        "PT3M20S, 3m20s",
        "PT5M, 5m",
        "PT59M30S, 59m",
        "PT5H30M, 5h30m",
        "PT30H, 30h",
        "P5DT3H, 5d3h",
        "P90D, 90d",
        "P800D, 2y70d"
    })
    void anAgeIsWrittenAsKubectlWritesIt(Duration duration, String expected) {
        assertThat(HumanDuration.of(duration)).isEqualTo(expected);
    }

    @Test
    void anAgeInTheFutureIsNone() {
        assertThat(HumanDuration.of(Duration.ofSeconds(-5))).isEqualTo("0s");
    }

    @Test
    void whatIsNoTimestampHasNoKnownAge() {
        assertThat(HumanDuration.since("", Instant.EPOCH)).isEqualTo("<unknown>");
    }
}
