package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.ActiveJobsPolicy;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.RunningJobsPolicy;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.Observation;
import io.towerforge.operator.model.RunningJobs;
import io.towerforge.operator.model.Secret;
import io.towerforge.operator.model.StackId;

/** Everything a stack is worked out from. */
public record StackRequest(
        StackId stack, AwsBatchComputeEnvironmentSpec spec, Facts facts, Observation seen, boolean deleting) {
    /** Whether pipelines may read secrets, those of an earlier spec included that still run. */
    boolean usesSecrets() {
        return !spec.pipelineSecrets().isEmpty() || !seen.all(Secret.class).isEmpty();
    }

    /** What an edit may do to running jobs. */
    RunningJobs onUpdate() {
        boolean terminate = spec.forge() != null
                && spec.forge().updates() != null
                && spec.forge().updates().runningJobs() == RunningJobsPolicy.TERMINATE;
        return terminate ? RunningJobs.TERMINATE : RunningJobs.FINISH;
    }

    /** What giving up a queue may do to the jobs in it. */
    RunningJobs onRetirement() {
        if (!deleting) {
            return onUpdate();
        }
        boolean terminate = spec.onDelete() != null && spec.onDelete().activeJobs() == ActiveJobsPolicy.TERMINATE;
        return terminate ? RunningJobs.TERMINATE : RunningJobs.FINISH;
    }
}
