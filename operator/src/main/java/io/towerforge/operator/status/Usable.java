package io.towerforge.operator.status;

import io.towerforge.api.v1alpha1.QueueStatus;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.JobQueue;
import io.towerforge.operator.model.Observation;
import io.towerforge.operator.model.Observed.State;
import org.jspecify.annotations.Nullable;

/**
 * Whether pipelines can use an environment: its queues take jobs, and something behind each of them runs them. What AWS is
 * changing counts only for an environment that has served before; a queue being created takes no jobs yet.
 */
final class Usable {
    private final Observation seen;
    private final boolean servedBefore;

    Usable(Observation seen, boolean servedBefore) {
        this.seen = seen;
        this.servedBefore = servedBefore;
    }

    boolean by(Progress.Queues queues) {
        return takesJobs(queues.head()) && takesJobs(queues.compute());
    }

    /**
     * Whether the queues that matter to pipelines take jobs. A head queue that an edit has asked for and that was never there yet is
     * used by nobody: until it is, the compute queue serves both, as it did before.
     *
     * @param headBefore the head queue as the status showed it before this pass
     */
    boolean by(Progress.Queues queues, @Nullable QueueStatus headBefore) {
        boolean neverThere = servedBefore
                && headBefore != null
                && (headBefore.arn() == null || !headBefore.name().equals(queues.head()));
        return by(neverThere ? new Progress.Queues(queues.compute(), queues.compute()) : queues);
    }

    private boolean takesJobs(String name) {
        return seen.named(JobQueue.class, name)
                .filter(queue -> isThere(queue.state()) && queue.resource().enabled())
                .filter(queue -> queue.resource().computeEnvironments().stream().anyMatch(this::runsJobs))
                .isPresent();
    }

    private boolean runsJobs(String name) {
        return seen.named(ComputeEnvironment.class, name)
                .filter(one -> isThere(one.state()) && one.resource().enabled())
                .isPresent();
    }

    private boolean isThere(State state) {
        return state == State.READY || (state == State.IN_PROGRESS && servedBefore);
    }
}
