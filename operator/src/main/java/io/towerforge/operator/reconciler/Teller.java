package io.towerforge.operator.reconciler;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.operator.apply.Outcome;
import io.towerforge.operator.apply.StepOutcome;
import io.towerforge.operator.plan.Step;
import io.towerforge.operator.reconciler.Cluster.EventType;

/** The events of a pass: what was done and what did not work, for somebody who looks at the object. */
final class Teller {
    private final Cluster cluster;

    Teller(Cluster cluster) {
        this.cluster = cluster;
    }

    /** @param repairs whether nobody asked for a change, so that whatever is written puts right what was changed by hand */
    void tell(AwsBatchComputeEnvironment object, Outcome outcome, boolean repairs) {
        for (StepOutcome done : outcome.steps()) {
            if (done.worked()) {
                cluster.tell(
                        object,
                        EventType.NORMAL,
                        reason(done.step(), repairs),
                        done.step().toString());
            } else if (!done.failure().errorClass().isOrdinary()) {
                cluster.tell(
                        object,
                        EventType.WARNING,
                        done.failure().reason(),
                        done.failure().getMessage());
            }
        }
    }

    private static String reason(Step step, boolean repairs) {
        return switch (step.verb()) {
            case CREATE -> repairs ? "DriftCorrected" : "Created";
            case UPDATE -> step.asksAgain() ? "Revalidated" : repairs ? "DriftCorrected" : "Updated";
            case DELETE -> "Deleted";
            case WAIT, NONE, REFUSE -> throw new IllegalArgumentException("nothing was written: " + step);
        };
    }
}
