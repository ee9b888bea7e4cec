package io.towerforge.operator.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random histories, judged by the oracles. {@code -Dtowerforge.histories=5000} runs more of them, {@code
 * -Dtowerforge.first=2501} only the later ones of those, {@code -Dtowerforge.seed=N} the one that failed.
 */
class RandomHistoryTest {
    static final int EVENTS = 25;
    private static final int HISTORIES = Integer.getInteger("towerforge.histories", 20);
    private static final int FIRST = Integer.getInteger("towerforge.first", 1);
    private static final Long SEED = Long.getLong("towerforge.seed");
    private static final int ENOUGH = 5;

    @Test
    void whateverHappensAllComesRightInTheEnd() {
        assertThat(broken(seed -> new History(seed), HISTORIES)).isEmpty();
    }

    @Test
    void underAnIdentityThatIsChangedAllComesRightAsWell() {
        assertThat(broken(seed -> new History(seed).underAnIdentity(), Math.max(1, HISTORIES / 4)))
                .isEmpty();
    }

    private static List<String> broken(LongFunction<History> history, int histories) {
        long first = SEED == null ? FIRST : SEED;
        long last = SEED == null ? histories : SEED;
        AtomicInteger failures = new AtomicInteger();
        List<String> broken = LongStream.rangeClosed(first, last)
                .parallel()
                .filter(seed -> failures.get() < ENOUGH)
                .mapToObj(seed -> history.apply(seed).run(EVENTS))
                .filter(words -> !words.isEmpty())
                .peek(words -> failures.incrementAndGet())
                .flatMap(List::stream)
                .toList();
        System.out.println("random histories: " + (last - first + 1));
        return broken;
    }
}
