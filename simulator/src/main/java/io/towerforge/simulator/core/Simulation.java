package io.towerforge.simulator.core;

import java.util.EnumMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * One simulated account in one Region: its time, its one lock, its call log and whatever interferes with its calls. Services keep their
 * state elsewhere and change it only inside {@link #perform} and {@link #look}.
 */
public final class Simulation {
    private static final int REMEMBERED_CALLS = 1_000_000;

    private final Account account;
    private final Timeline timeline;
    private final Timings timings;
    private final Quotas quotas;
    private final Identifiers identifiers;
    private final ReentrantLock lock;
    private final CallLog log;
    private final List<Interceptor> interceptors;
    private final Map<Service, RateLimit> limits = new EnumMap<>(Service.class);
    private volatile int largestPage = Integer.MAX_VALUE;
    private final Map<Service, TokenBucket> buckets = new EnumMap<>(Service.class);

    public Simulation(Account account, Timeline timeline, Timings timings, Quotas quotas) {
        this.account = account;
        this.timeline = timeline;
        this.timings = timings;
        this.quotas = quotas;
        this.identifiers = new Identifiers();
        this.lock = new ReentrantLock();
        this.log = new CallLog(REMEMBERED_CALLS);
        this.interceptors = new CopyOnWriteArrayList<>();
    }

    private Simulation(Simulation home, Account account) {
        this.account = account;
        this.timeline = home.timeline;
        this.timings = home.timings;
        this.quotas = home.quotas;
        this.identifiers = home.identifiers;
        this.lock = home.lock;
        this.log = home.log;
        this.interceptors = home.interceptors;
        this.largestPage = home.largestPage;
        home.limits.forEach((service, limit) -> limit(service, limit));
        if (home.buckets.containsKey(Service.IAM)) {
            buckets.put(Service.IAM, home.buckets.get(Service.IAM));
        }
    }

    /**
     * The same account in another Region: time, calls and interceptors are shared, request rates are each Region's own but for
     * IAM's.
     *
     * @param region the Region's code
     */
    public Simulation inRegion(String region) {
        return look(() -> new Simulation(this, new Account(account.id(), region)));
    }

    /** Whose simulation this is, and where. */
    public Account account() {
        return account;
    }

    /** When it is, and what is still to happen. */
    public Timeline timeline() {
        return timeline;
    }

    /** How long everything takes. */
    public Timings timings() {
        return timings;
    }

    /** How many of each the account may hold. */
    public Quotas quotas() {
        return quotas;
    }

    /** Where new ids come from. */
    public Identifiers identifiers() {
        return identifiers;
    }

    /** Opens a door for an actor. */
    public Gateway gateway(Service service, String actor) {
        return new Gateway(this, service, actor);
    }

    /** Puts a service's calls under a request rate. */
    public void limit(Service service, RateLimit limit) {
        limits.put(service, limit);
        look(() -> buckets.put(service, new TokenBucket(limit, timeline.now())));
    }

    /** Installs an interceptor behind those already there. */
    public void add(Interceptor interceptor) {
        interceptors.add(interceptor);
    }

    /** Takes an interceptor away again. */
    public void remove(Interceptor interceptor) {
        interceptors.remove(interceptor);
    }

    /** Makes every list answer at most so many items a page, as AWS may. */
    public void limitPages(int size) {
        largestPage = size;
    }

    int pageSize(@Nullable Integer requested, int most) {
        return Math.min(largestPage, requested == null ? most : Math.max(1, Math.min(requested, most)));
    }

    /** The calls received since the start or since the log was cleared. */
    public List<Call> calls() {
        return log.calls();
    }

    /** Forgets the calls received; sequence numbers go on. */
    public void clearCalls() {
        log.clear();
    }

    /** Looks at the account, or changes it from outside, at the present moment and without a call. */
    public <T> T look(Supplier<T> view) {
        lock.lock();
        try {
            if (lock.getHoldCount() == 1) { // A look from within another is at the same moment.
                timeline.advance();
            }
            return view.get();
        } finally {
            lock.unlock();
        }
    }

    <T> T perform(Service service, String actor, String operation, Object request, boolean write, Supplier<T> effect) {
        List<Interceptor> around = List.copyOf(interceptors);
        Supplier<Call> arrival = () -> look(() -> log.open(timeline.now(), actor, service, operation, request, write));
        Call first = arrival.get();
        Outcome<T> outcome = send(first, around, effect);
        Call applied = first.ended(true, null);
        if (outcome.refusal() == null && around.stream().anyMatch(interceptor -> interceptor.resends(applied))) {
            log.close(first, true, "AnswerLost");
            outcome = send(arrival.get(), around, effect);
        }
        return outcome.answer();
    }

    private <T> Outcome<T> send(Call call, List<Interceptor> around, Supplier<T> effect) {
        try {
            for (Interceptor interceptor : around) {
                interceptor.before(call);
            }
        } catch (RuntimeException | Error failure) {
            log.close(call, false, codeOf(failure));
            throw failure;
        }
        Outcome<T> outcome = look(() -> attempt(call.service(), effect));
        Call ended = log.close(call, outcome.refusal() == null, outcome.errorCode());
        try {
            ListIterator<Interceptor> backwards = around.listIterator(around.size());
            while (backwards.hasPrevious()) {
                backwards.previous().after(ended);
            }
        } catch (RuntimeException | Error failure) {
            log.close(call, ended.applied(), codeOf(failure));
            throw failure;
        }
        return outcome;
    }

    private <T> Outcome<T> attempt(Service service, Supplier<T> effect) {
        TokenBucket bucket = buckets.get(service);
        if (bucket != null && !bucket.take(timeline.now())) {
            return new Outcome<>(null, service.throttled());
        }
        try {
            return new Outcome<>(effect.get(), null);
        } catch (RuntimeException refusal) {
            return new Outcome<>(null, refusal);
        }
    }

    private static String codeOf(Throwable failure) {
        return failure instanceof AwsServiceException error && error.awsErrorDetails() != null
                ? error.awsErrorDetails().errorCode()
                : failure.getClass().getSimpleName();
    }

    private record Outcome<T>(@Nullable T value, @Nullable RuntimeException refusal) {
        @Nullable
        String errorCode() {
            return refusal == null ? null : codeOf(refusal);
        }

        T answer() {
            if (refusal != null) {
                throw refusal;
            }
            if (value == null) {
                throw new IllegalStateException(
                        "The operation neither answered nor refused; this is a fault of the simulator.");
            }
            return value;
        }
    }
}
