package io.towerforge.operator.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random histories, judged by the oracles. {@code -Dtowerforge.histories=5000} runs more of them, {@code
 * -Dtowerforge.seed=N} runs the one that failed.
 */
class RandomHistoryTest {
    static final int EVENTS = 25;
    private static final int HISTORIES = Integer.getInteger("towerforge.histories", 60);
    private static final Long SEED = Long.getLong("towerforge.seed");
    private static final int ENOUGH = 5;

    @Test
    void whateverHappensAllComesRightInTheEnd() {
        long first = SEED == null ? 1 : SEED;
        long last = SEED == null ? HISTORIES : SEED;
        AtomicInteger failures = new AtomicInteger();
        List<String> broken = LongStream.rangeClosed(first, last)
                .parallel()
                .filter(seed -> failures.get() < ENOUGH)
                .mapToObj(seed -> new History(seed).run(EVENTS))
                .filter(words -> !words.isEmpty())
                .peek(words -> failures.incrementAndGet())
                .flatMap(List::stream)
                .toList();
        assertThat(broken).isEmpty();
        System.out.println("random histories: " + (last - first + 1));
    }
}
