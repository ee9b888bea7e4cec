package io.towerforge.simulator.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One API call as the simulated account saw it.
 *
 * @param sequence the call's place in the order of arrival, from 1
 * @param at the simulated time of arrival
 * @param actor who called: the name given to {@code SimulatedAws.as}, or {@code SimulatedAws.DEFAULT_ACTOR}
 * @param service the service called
 * @param operation the operation's name as in the API reference, such as {@code CreateJobQueue}
 * @param request the SDK's request object
 * @param write whether the operation changes anything
 * @param applied whether the operation took effect, even if its answer was lost afterwards
 * @param errorCode the AWS error code the caller received, the exception's class name when it was not an AWS error, or
 *     null when the caller received an answer
 */
public record Call(
        long sequence,
        Instant at,
        String actor,
        Service service,
        String operation,
        Object request,
        boolean write,
        boolean applied,
        @Nullable String errorCode) {

    /** Whether the caller received an answer rather than an error. */
    public boolean succeeded() {
        return errorCode == null;
    }

    Call ended(boolean nowApplied, @Nullable String code) {
        return new Call(sequence, at, actor, service, operation, request, write, nowApplied, code);
    }

    @Override
    public String toString() {
        return "#" + sequence + " " + at + " " + actor + " " + service.label() + ":" + operation
                + (errorCode == null ? "" : " -> " + errorCode + (applied ? " (applied)" : ""));
    }
}
