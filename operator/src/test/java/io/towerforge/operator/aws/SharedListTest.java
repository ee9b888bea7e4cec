package io.towerforge.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.simulator.core.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedListTest {
    private record Item(String name, String state) {}

    private static final Item READY = new Item("a", "READY");
    private static final Item CHANGING = new Item("a", "CHANGING");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-25T09:00:00Z"));
    private final AtomicInteger reads = new AtomicInteger();
    private final List<Item> inAws = new ArrayList<>(List.of(READY));
    private final SharedList<Item> list =
            new SharedList<>(clock, Item::name, item -> item.state().equals("CHANGING"), () -> {
                reads.incrementAndGet();
                return List.copyOf(inAws);
            });
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void anAnswerServesEverybodyWhomItIsFreshEnoughFor() {
        Instant start = clock.instant();
        list.get(start);
        clock.advance(Duration.ofMinutes(5));

        list.get(start);
        list.get(Instant.MIN);
        assertThat(reads).hasValue(1);

        list.get(start.plusSeconds(1));
        assertThat(reads).hasValue(2);
    }

    @Test
    void anAnswerFromBeforeTheClockWasSetBackIsNotBelieved() {
        list.get(clock.instant());
        clock.advance(Duration.ofHours(-1));

        list.get(clock.instant());
        assertThat(reads).hasValue(2);
    }

    @Test
    void nobodyCanAskForTheFuture() {
        list.get(clock.instant().plusSeconds(60));
        list.get(clock.instant().plusSeconds(60));

        assertThat(reads).hasValue(1);
    }

    @Test
    void afterAWriteTheListIsReadAgainWhateverComesOfTheWrite() {
        list.get(Instant.MIN);
        list.write("write", () -> "done");
        list.get(Instant.MIN);
        assertThat(reads).hasValue(2);

        assertThatThrownBy(() -> list.write("write", () -> {
                    throw new IllegalStateException("the answer was lost");
                }))
                .hasMessage("the answer was lost");
        list.get(Instant.MIN);
        assertThat(reads).hasValue(3);
    }

    @Test
    void whatIsChangingIsReadAgainForItsOwnerAndSharedByTheOthers() {
        inAws.set(0, CHANGING);
        Instant start = clock.instant();
        list.get(start);
        clock.advance(Duration.ofSeconds(2));

        list.get(start, item -> item.name().equals("b"));
        assertThat(reads).as("somebody else's").hasValue(1);
        list.get(start, item -> item.name().equals("a"));
        assertThat(reads).as("its owner").hasValue(2);
        list.get(start, item -> item.name().equals("a"));
        assertThat(reads).as("within a second").hasValue(2);
    }

    @Test
    void ourOwnCreationIsShownThoughReadsLag() {
        Item made = new Item("b", "CHANGING");
        list.wrote(made);

        assertThat(list.get(clock.instant())).containsExactly(READY, made);
        assertThat(list.known("b")).contains(made);
        clock.advance(OwnWrites.GRACE);
        assertThat(list.get(clock.instant())).containsExactly(READY, made);
        clock.advance(Duration.ofSeconds(1));
        assertThat(list.get(clock.instant())).containsExactly(READY);
    }

    @Test
    void aReadThatShowsOurCreationSettlesIt() {
        list.wrote(new Item("b", "CHANGING"));
        Item caughtUp = new Item("b", "READY");
        inAws.add(caughtUp);
        assertThat(list.get(clock.instant())).containsExactly(READY, caughtUp);

        inAws.remove(caughtUp);
        clock.advance(Duration.ofSeconds(1));
        assertThat(list.get(clock.instant())).as("deleted by somebody").containsExactly(READY);
    }

    @Test
    void whatWeRemoveIsNoLongerShownForHavingBeenWritten() {
        list.wrote(new Item("b", "READY"));
        list.remove("delete b", "b", () -> "gone");

        assertThat(list.get(clock.instant())).containsExactly(READY);
    }

    @Test
    void aFailureIsNotRemembered() {
        AtomicInteger attempts = new AtomicInteger();
        SharedList<Item> failing = new SharedList<>(clock, Item::name, item -> false, () -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("AWS is down");
            }
            return List.of(READY);
        });

        assertThatThrownBy(() -> failing.get(clock.instant())).hasMessage("AWS is down");
        assertThat(failing.get(clock.instant())).containsExactly(READY);
    }

    @Test
    void onlyOneReadIsUnderWayAndEverybodySharesIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<List<Item>> answer = new CompletableFuture<>();
        SharedList<Item> slow = new SharedList<>(clock, Item::name, item -> false, () -> {
            reads.incrementAndGet();
            begun.countDown();
            return answer.join();
        });
        Instant now = clock.instant();
        List<Future<List<Item>>> askers = new ArrayList<>();
        askers.add(threads.submit(() -> slow.get(now)));
        begun.await();
        for (int i = 0; i < 24; i++) {
            askers.add(threads.submit(() -> slow.get(now)));
        }
        answer.complete(List.of(READY));

        for (Future<List<Item>> asker : askers) {
            assertThat(asker.get()).containsExactly(READY);
        }
        assertThat(reads).hasValue(1);
    }

    @Test
    void aReadThatBeganBeforeAWriteDoesNotAnswerAfterIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<List<Item>> first = new CompletableFuture<>();
        Item after = new Item("a", "AFTER");
        SharedList<Item> slow = new SharedList<>(clock, Item::name, item -> false, () -> {
            if (reads.incrementAndGet() == 1) {
                begun.countDown();
                return first.join();
            }
            return List.of(after);
        });
        Future<List<Item>> early = threads.submit(() -> slow.get(Instant.MIN));
        begun.await();
        slow.write("write", () -> "done");
        Future<List<Item>> late = threads.submit(() -> slow.get(Instant.MIN));
        first.complete(List.of(READY));

        assertThat(early.get()).containsExactly(READY);
        assertThat(late.get()).containsExactly(after);
        assertThat(reads).hasValue(2);
    }
}
