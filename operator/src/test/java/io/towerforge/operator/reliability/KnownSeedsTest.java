package io.towerforge.operator.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Histories that once ended badly, each with what it taught. */
class KnownSeedsTest {
    @ParameterizedTest(name = "{1} (seed {0})")
    @CsvSource({
        "58, a launch template deleted under a running job leaves an environment that AWS no longer scales",
        "3482, a deletion that waits for a job repairs the instance profile the job needs",
        "4009, the same with a crash in between",
        "108, instances that drain keep the profile they were started with when the user brings another",
        "885, a job definition that the SDK registered twice has one revision soon",
        "4426, a queue is not given an order while AWS is changing it"
    })
    void aHistoryThatOnceEndedBadlyEndsWell(long seed, String lesson) {
        assertThat(new History(seed).run(RandomHistoryTest.EVENTS)).as(lesson).isEmpty();
    }
}
