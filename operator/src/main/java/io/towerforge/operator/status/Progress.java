package io.towerforge.operator.status;

import io.towerforge.operator.apply.Outcome;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.Observation;
import io.towerforge.operator.plan.Plan;
import io.towerforge.operator.plan.Step;
import io.towerforge.operator.plan.Verb;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one pass over AWS saw, decided and did.
 *
 * @param published why the Nextflow configuration could not be published; null when it could, or need not
 */
public record Progress(
        Facts facts,
        Observation seen,
        Plan plan,
        Outcome outcome,
        Queues queues,
        @Nullable String published) {
    /** What comes next, or what hinders it; that something is kept for its jobs only where there is no more to say. */
    Optional<String> next() {
        return plan.steps().stream()
                .filter(step -> !step.isSettled())
                .min(Comparator.comparing(step -> step.verb() == Verb.NONE))
                .map(Step::toString);
    }

    /** The queues pipelines use; both names are the same without a head queue of its own. */
    public record Queues(String head, String compute) {}
}
