package io.towerforge.simulator.core;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The ways in which a call may fail without the request being at fault, each with or without the call taking effect. */
public enum Fault {
    /** Refused for its rate; not applied. */
    THROTTLED(false),
    /** Refused for want of permission; not applied. */
    ACCESS_DENIED(false),
    /** HTTP 500 before anything happened; not applied. */
    SERVER_ERROR_BEFORE(false),
    /** HTTP 500 although the operation took effect. */
    SERVER_ERROR_AFTER(true),
    /** The connection failed before the request arrived; not applied. */
    CONNECTION_LOST_BEFORE(false),
    /** Refused because the account is at a limit; not applied. */
    QUOTA_EXCEEDED(false),
    /** The request arrived and took effect, the answer never came. */
    TIMEOUT_AFTER(true),
    /** The request took effect, its answer was lost, and the SDK sent it again by itself. */
    RESENT_AFTER(true);

    private final boolean applied;

    Fault(boolean applied) {
        this.applied = applied;
    }

    /** Whether the call takes effect all the same. */
    public boolean applied() {
        return applied;
    }

    /**
     * What the caller receives.
     *
     * @throws IllegalStateException for {@link #RESENT_AFTER}, where that is the service's to say
     */
    public RuntimeException exception(Call call) {
        return switch (this) {
            case THROTTLED -> call.service().throttled();
            case ACCESS_DENIED -> call.service().accessDenied(call);
            case SERVER_ERROR_BEFORE, SERVER_ERROR_AFTER -> call.service().internalError();
            case CONNECTION_LOST_BEFORE ->
                SdkClientException.create("Unable to execute HTTP request: the connection was refused");
            case QUOTA_EXCEEDED -> call.service().quotaExceeded();
            case RESENT_AFTER ->
                throw new IllegalStateException(
                        "A request that is sent again has no error of its own; the service answers it.");
            case TIMEOUT_AFTER -> SdkClientException.create("Unable to execute HTTP request: Read timed out");
        };
    }

    /** An interceptor that makes every matching call fail in this way. */
    public Interceptor on(Predicate<Call> calls) {
        return times(Integer.MAX_VALUE, calls);
    }

    /** An interceptor that makes the next matching call fail in this way, and no other. */
    public Interceptor once(Predicate<Call> calls) {
        return times(1, calls);
    }

    /**
     * An interceptor that makes the next matching calls fail in this way. A fault after the call strikes applied calls only:
     * a call the service refused has its own error.
     *
     * @param count how many calls fail
     */
    public Interceptor times(int count, Predicate<Call> calls) {
        AtomicInteger left = new AtomicInteger(count);
        return new Interceptor() {
            @Override
            public void before(Call call) {
                if (!applied && strikes(call)) {
                    throw exception(call);
                }
            }

            @Override
            public void after(Call call) {
                if (applied && Fault.this != RESENT_AFTER && call.applied() && strikes(call)) {
                    throw exception(call);
                }
            }

            @Override
            public boolean resends(Call call) {
                return Fault.this == RESENT_AFTER && strikes(call);
            }

            private boolean strikes(Call call) {
                return calls.test(call) && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
            }
        };
    }
}
