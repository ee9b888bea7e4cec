package io.towerforge.operator.status;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.Condition;
import io.towerforge.api.v1alpha1.ConditionStatus;
import java.util.Objects;

/**
 * What Flux and Helm read out of an object, by the generic rules of kstatus (sigs.k8s.io/cli-utils, pkg/kstatus/status), in
 * their order: a deletion, a generation not yet observed, then the conditions as they stand in the list.
 */
enum Kstatus {
    IN_PROGRESS,
    FAILED,
    CURRENT,
    TERMINATING;

    static Kstatus of(AwsBatchComputeEnvironment object) {
        if (object.getMetadata().getDeletionTimestamp() != null) {
            return TERMINATING;
        }
        var status = object.getStatus();
        if (status == null) {
            return CURRENT;
        }
        if (status.observedGeneration() != null
                && !Objects.equals(
                        status.observedGeneration(), object.getMetadata().getGeneration())) {
            return IN_PROGRESS;
        }
        for (Condition condition : status.conditions()) {
            if (condition.type().equals("Reconciling") && condition.status() == ConditionStatus.TRUE) {
                return IN_PROGRESS;
            }
            if (condition.type().equals("Stalled") && condition.status() == ConditionStatus.TRUE) {
                return FAILED;
            }
        }
        return status.conditions().stream()
                        .anyMatch(condition ->
                                condition.type().equals("Ready") && condition.status() != ConditionStatus.TRUE)
                ? IN_PROGRESS
                : CURRENT;
    }
}
