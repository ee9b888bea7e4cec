package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.ActiveJobsPolicy;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.RunningJobsPolicy;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.Grants;
import io.towerforge.operator.model.IamRole;
import io.towerforge.operator.model.Observation;
import io.towerforge.operator.model.RunningJobs;
import io.towerforge.operator.model.Secret;
import io.towerforge.operator.model.StackId;

/** Everything a stack is worked out from. */
public record StackRequest(
        StackId stack, AwsBatchComputeEnvironmentSpec spec, Facts facts, Observation seen, boolean deleting) {
    /** Whether pipelines may read secrets, those of an earlier spec included that still run. */
    private boolean usesSecrets() {
        return !spec.pipelineSecrets().isEmpty() || !seen.all(Secret.class).isEmpty();
    }

    /** What the roles of an environment allow for. */
    Uses uses() {
        return new Uses(usesSecrets(), usesGrowingDisks());
    }

    /** Whether jobs may be on anything of the environment. */
    boolean isInUse() {
        return seen.all(ComputeEnvironment.class).stream().anyMatch(EnvironmentChoice::isRunning);
    }

    /** What jobs began with is not taken from them by an edit, nor from those that a deletion waits for. */
    Grants earlierGrants() {
        return deleting || isInUse() ? facts.earlierGrants() : Grants.NONE;
    }

    /** While instances run, whose role may add volumes, some of them may have a disk that is to grow further. */
    private boolean usesGrowingDisks() {
        boolean wanted = spec.forge() != null && spec.forge().usesEbsAutoScale();
        return wanted
                || (isInUse()
                        && seen.all(IamRole.class).stream()
                                .flatMap(one -> one.resource().inlinePolicies().values().stream())
                                .anyMatch(DockerDisk::isAllowedBy));
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
