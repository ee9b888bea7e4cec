package io.towerforge.operator.reconciler;

import io.towerforge.api.v1alpha1.Annotations;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.operator.status.Advice;
import io.towerforge.operator.status.Reasons;
import java.util.Optional;

/** Why the operator only looks at an object for now, be it one that is to exist or one that is being deleted. */
final class Watching {
    private Watching() {}

    /** Empty when it may act. */
    static Optional<Advice> of(AwsBatchComputeEnvironment object) {
        if (EnvironmentReconciler.isPaused(object)) {
            return Optional.of(new Advice(
                    Reasons.PAUSED,
                    "The annotation " + Annotations.PAUSED + " is set: the operator watches and changes nothing."
                            + " Remove it to go on."));
        }
        if (EnvironmentReconciler.isAnnotated(object, Annotations.PLAN)) {
            return Optional.of(new Advice(
                    Reasons.PLAN_ONLY,
                    "The annotation " + Annotations.PLAN
                            + " is set: `status.plan` shows what would be done, and nothing is."
                            + " Remove it to carry the plan out."));
        }
        return Optional.empty();
    }
}
