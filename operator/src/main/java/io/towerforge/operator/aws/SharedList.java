package io.towerforge.operator.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Everything of one AWS kind in one account and Region, read once for everybody. An answer is never older than this process's own
 * last write; one read is under way at a time, and whoever it is fresh enough for waits for it and shares it, its failure
 * included. A failure is not remembered.
 *
 * <p>Several AWS services show a new resource a moment after they have made it ("eventual consistency", IAM user guide,
 * "Troubleshoot IAM"). What this process made is therefore shown until a read shows it, for at most {@link OwnWrites#GRACE}.
 *
 * @param <T> one item as AWS describes it
 */
public final class SharedList<T> {
    /** How long it is believed that there is nothing, where that is the rule. */
    static final Duration NOTHING = Duration.ofHours(1);

    /** How old an answer may be for the one whose item AWS is changing. */
    static final Duration WHILE_CHANGING = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final Function<T, String> key;
    private final Predicate<T> changing;
    private final Supplier<List<T>> reader;

    private final OwnWrites<T> ownWrites;
    private List<T> items = List.of();
    private Instant readAt = Instant.MIN;
    private boolean rare;
    private long changes;
    private long changesRead = -1;
    private Read<T> inFlight;

    /**
     * @param key what identifies an item
     * @param changing whether AWS is still changing an item
     * @param reader reads everything, all pages
     */
    public SharedList(InstantSource clock, Function<T, String> key, Predicate<T> changing, Supplier<List<T>> reader) {
        this.clock = clock;
        this.key = key;
        this.ownWrites = new OwnWrites<>(key);
        this.changing = changing;
        this.reader = reader;
    }

    /**
     * For what most clusters have none of. That there is nothing is believed for an hour, unless somebody asks for what is there at
     * this moment: only this process makes any, and it remembers what it makes. So whoever does without pays one call an hour.
     */
    public SharedList<T> rarelyUsed() {
        rare = true;
        return this;
    }

    /** Everything, as it was at that time or later. */
    public List<T> get(Instant notOlderThan) {
        return get(notOlderThan, item -> false);
    }

    /**
     * Everything, as it was at that time or later; and at most {@link #WHILE_CHANGING} old if AWS is changing what belongs to the
     * caller.
     *
     * @param mine what belongs to the caller
     */
    public List<T> get(Instant notOlderThan, Predicate<T> mine) {
        while (true) {
            Read<T> read;
            boolean leads = false;
            boolean answers;
            synchronized (this) {
                Instant now = clock.instant();
                Instant needed = notOlderThan.isAfter(now) ? now : notOlderThan;
                if (isFresh(needed, now, mine)) {
                    return ownWrites.over(items);
                }
                if (inFlight == null) {
                    inFlight = new Read<>(now, changes, new CompletableFuture<>());
                    leads = true;
                }
                read = inFlight;
                answers = read.changes == changes && !read.at.isBefore(needed);
            }
            if (leads) {
                return lead(read);
            }
            try {
                List<T> shared = read.answer.join();
                if (answers) {
                    return shared;
                }
            } catch (CompletionException e) {
                if (answers && e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
            }
        }
    }

    /** The item of that key as last seen or written, without asking AWS. */
    public synchronized Optional<T> known(String itemKey) {
        return ownWrites.over(items).stream()
                .filter(item -> key.apply(item).equals(itemKey))
                .findFirst();
    }

    /**
     * Makes a call that changes what is listed. Whatever comes of it, an answer or none, the list is read again before it answers
     * the next time.
     *
     * @param what as in {@link Aws#call}
     */
    public <A> A write(String what, Supplier<A> call) {
        try {
            return Aws.call(what, call);
        } finally {
            changed();
        }
    }

    /** As {@link #write}, about something that may be gone: that it does not exist is as good. */
    public void writeUnlessAbsent(String what, Supplier<?> call) {
        try {
            Aws.callUnlessAbsent(what, call);
        } finally {
            changed();
        }
    }

    /** As {@link #writeUnlessAbsent}, about a whole item that AWS deletes at once: it is no longer shown. */
    public void remove(String what, String itemKey, Supplier<?> call) {
        writeUnlessAbsent(what, call);
        synchronized (this) {
            ownWrites.deleted(itemKey, clock.instant());
        }
    }

    /**
     * Something was made by this process: it is shown from now on even if the next reads do not show it yet, and those reads are
     * made soon, because what is built on it must wait until AWS shows it.
     */
    public synchronized void wrote(T item) {
        ownWrites.made(item, clock.instant(), true);
    }

    /**
     * Makes something nothing else is built on, and shows it from then on without asking AWS for it.
     *
     * @param calls make it and return it as it is then
     */
    public void make(Supplier<T> calls) {
        try {
            T item = calls.get();
            synchronized (this) {
                ownWrites.made(item, clock.instant(), false);
            }
        } catch (RuntimeException e) {
            changed();
            throw e;
        }
    }

    /** Whether AWS has shown an item of this key since this process made it. */
    public synchronized boolean isShown(String itemKey) {
        return !ownWrites.isAwaited(itemKey);
    }

    /** Something was changed: the next answer is read after this moment. */
    public synchronized void changed() {
        changes++;
    }

    private boolean isFresh(Instant needed, Instant now, Predicate<T> mine) {
        if (rare && items.isEmpty() && changesRead == changes && !Freshness.isThisMoment(needed, now)) {
            return Freshness.isEnough(readAt, now.minus(NOTHING), now)
                    && ownWrites.over(items).isEmpty();
        }
        if (changesRead != changes || !Freshness.isEnough(readAt, needed, now)) {
            return false;
        }
        if (ownWrites.mustAskAgain(readAt, now, WHILE_CHANGING)) {
            return false;
        }
        return !readAt.isBefore(now.minus(WHILE_CHANGING))
                || ownWrites.over(items).stream().noneMatch(mine.and(changing));
    }

    private List<T> lead(Read<T> read) {
        try {
            List<T> answer = List.copyOf(reader.get());
            List<T> shown;
            synchronized (this) {
                items = answer;
                readAt = read.at;
                changesRead = read.changes;
                inFlight = null;
                ownWrites.compare(answer, read.at);
                shown = ownWrites.over(items);
            }
            read.answer.complete(shown);
            return shown;
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                inFlight = null;
            }
            read.answer.completeExceptionally(e);
            throw e;
        }
    }

    private record Read<T>(Instant at, long changes, CompletableFuture<List<T>> answer) {}
}
