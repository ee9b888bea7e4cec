package io.towerforge.operator.status;

import io.towerforge.operator.apply.Outcome;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.Observation;
import io.towerforge.operator.plan.Plan;
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
    /** The queues pipelines use; both names are the same without a head queue of its own. */
    public record Queues(String head, String compute) {}
}
