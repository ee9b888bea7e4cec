package io.towerforge.operator.status;

import io.towerforge.api.v1alpha1.Condition;
import io.towerforge.api.v1alpha1.ConditionStatus;
import io.towerforge.api.v1alpha1.ConditionTypes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The conditions of one status, read by kstatus: {@code Ready} says whether pipelines can use the environment, {@code
 * Reconciling} that the operator still works on it, {@code Stalled} that somebody must act; the last two are never both true. A
 * transition time moves only when the status of its condition does.
 */
final class ConditionSet {
    private final List<Condition> before;
    private final long generation;
    private final Instant now;
    private final Map<String, Condition> conditions = new LinkedHashMap<>();

    ConditionSet(List<Condition> before, long generation, Instant now) {
        this.before = before;
        this.generation = generation;
        this.now = now;
    }

    ConditionSet set(String type, ConditionStatus status, String reason, String message) {
        String since = previous(type)
                .filter(condition -> condition.status() == status)
                .map(Condition::lastTransitionTime)
                .orElse(now.truncatedTo(ChronoUnit.SECONDS).toString());
        conditions.put(type, new Condition(type, status, generation, since, reason, message));
        return this;
    }

    ConditionSet ready(ConditionStatus status, String reason, String message) {
        return set(ConditionTypes.READY, status, reason, message);
    }

    /** The operator works on it. */
    ConditionSet reconciling(String reason, String message) {
        set(ConditionTypes.RECONCILING, ConditionStatus.TRUE, reason, message);
        return set(ConditionTypes.STALLED, ConditionStatus.FALSE, reason, "");
    }

    /** Nothing goes on unless somebody acts. */
    ConditionSet stalled(String reason, String message) {
        set(ConditionTypes.RECONCILING, ConditionStatus.FALSE, reason, "");
        return set(ConditionTypes.STALLED, ConditionStatus.TRUE, reason, message);
    }

    /** Neither: it is as it should be. */
    ConditionSet atRest(String reason) {
        set(ConditionTypes.RECONCILING, ConditionStatus.FALSE, reason, "");
        return set(ConditionTypes.STALLED, ConditionStatus.FALSE, reason, "");
    }

    ConditionSet advisory(Optional<Advice> advice) {
        return advice.map(given -> set(ConditionTypes.ADVISORY, ConditionStatus.TRUE, given.reason(), given.message()))
                .orElseGet(() -> set(ConditionTypes.ADVISORY, ConditionStatus.FALSE, Reasons.NOTHING, ""));
    }

    /** How long a condition has had this status; zero when it has not. */
    Duration heldFor(String type, ConditionStatus status) {
        return previous(type)
                .filter(condition -> condition.status() == status && condition.lastTransitionTime() != null)
                .map(condition -> Duration.between(Instant.parse(condition.lastTransitionTime()), now))
                .orElse(Duration.ZERO);
    }

    Optional<Condition> previous(String type) {
        return before.stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }

    List<Condition> list() {
        return List.copyOf(conditions.values());
    }
}
