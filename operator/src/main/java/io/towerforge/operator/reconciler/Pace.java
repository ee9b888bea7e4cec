package io.towerforge.operator.reconciler;

import io.towerforge.operator.apply.Outcome;
import io.towerforge.operator.aws.AwsFailure;
import io.towerforge.operator.aws.ErrorClass;
import io.towerforge.operator.model.Observed.State;
import io.towerforge.operator.plan.Plan;
import io.towerforge.operator.plan.Step;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * When to look again. Soon after a write, in seconds while AWS is changing something, in minutes when all is settled; after passes
 * that failed and got nowhere ever later, up to a limit, and then spread by the object's UID, so that what failed together does not
 * come back together.
 */
final class Pace {
    /** How long a settled environment is left alone. */
    static final Duration SETTLED = Duration.ofMinutes(4);

    /** Settled environments come back together, within this time, so that one reading of AWS's lists serves them all. */
    private static final Duration TOGETHER = Duration.ofSeconds(20);

    /** How old a list of AWS may be for a settled environment: a change by hand is seen within five minutes. */
    static final Duration SHARED = Duration.ofSeconds(40);

    /** The longest pause before something that failed, or that waits for a person, is looked at again. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    static final Duration AFTER_WRITE = Duration.ofSeconds(1);
    private static final Duration AWS_IS_WORKING = Duration.ofSeconds(5);
    private static final Duration AWS_IS_SLOW = Duration.ofSeconds(20);
    private static final Duration JOBS_ARE_RUNNING = Duration.ofSeconds(30);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration FIRST_SLOW_RETRY = Duration.ofSeconds(60);
    private static final int POLLS_BEFORE_SLOW = 12;
    private static final int MOST_DOUBLINGS = 6;
    private static final int OFTEN = 6;

    private final InstantSource clock;
    private final ConcurrentMap<String, Integer> inARow = new ConcurrentHashMap<>();

    Pace(InstantSource clock) {
        this.clock = clock;
    }

    /** After a pass that went through. */
    Duration after(String uid, Plan plan, Outcome outcome) {
        if (!outcome.failures().isEmpty()) {
            if (outcome.wroteAnything()) {
                inARow.remove(uid);
            }
            return afterFailure(uid, outcome.worst().orElseThrow());
        }
        if (outcome.superseded()) {
            return AFTER_WRITE;
        }
        if (plan.steps().stream().anyMatch(Step::asksAgain)) {
            return later(uid, FIRST_RETRY);
        }
        if (outcome.wroteAnything()) {
            inARow.remove(uid);
            return AFTER_WRITE;
        }
        boolean awsIsWorking = plan.steps().stream()
                .anyMatch(step -> step.actual() != null
                        && (step.actual().state() == State.IN_PROGRESS
                                || step.actual().state() == State.DELETING));
        if (awsIsWorking) {
            return inARow.merge(uid, 1, Integer::sum) > POLLS_BEFORE_SLOW ? AWS_IS_SLOW : AWS_IS_WORKING;
        }
        inARow.remove(uid);
        return plan.isSettled() ? untilTheNextRound(uid) : JOBS_ARE_RUNNING;
    }

    /** Nothing to do until a person changes something; looked at again all the same. */
    Duration parked(String uid) {
        inARow.remove(uid);
        return spread(uid, LONGEST);
    }

    Duration afterFailure(String uid, AwsFailure failure) {
        return later(uid, failure.errorClass().retry() == ErrorClass.Retry.SOON ? FIRST_RETRY : FIRST_SLOW_RETRY);
    }

    /** Whether so many passes in a row went wrong, over some minutes, that one more will not mend it. */
    boolean hasFailedOften(String uid) {
        return inARow.getOrDefault(uid, 0) >= OFTEN;
    }

    void forget(String uid) {
        inARow.remove(uid);
    }

    private Duration later(String uid, Duration first) {
        int doublings = Math.min(inARow.merge(uid, 1, Integer::sum) - 1, MOST_DOUBLINGS);
        Duration next = first.multipliedBy(1L << doublings);
        return spread(uid, next.compareTo(LONGEST) > 0 ? LONGEST : next);
    }

    /** Rounds begin at the same moments for everybody, whatever brought an environment here. */
    private Duration untilTheNextRound(String uid) {
        long round = SETTLED.toMillis();
        long left = round - Math.floorMod(clock.instant().toEpochMilli(), round);
        return Duration.ofMillis(left + Math.floorMod(uid.hashCode(), TOGETHER.toMillis()));
    }

    /** Up to a tenth less. */
    private static Duration spread(String uid, Duration duration) {
        long tenths = Math.floorMod(uid.hashCode(), 100);
        return duration.minus(duration.multipliedBy(tenths).dividedBy(1000));
    }
}
