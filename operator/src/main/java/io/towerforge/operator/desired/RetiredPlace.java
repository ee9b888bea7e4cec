package io.towerforge.operator.desired;

import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.JobQueue;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Observed.State;
import io.towerforge.operator.model.RunningJobs;
import io.towerforge.operator.model.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A place the spec does not want, or no longer. Deleting a queue ends every job in it (AWS Batch API reference,
 * DeleteJobQueue), so the queue is first closed, and stays with everything behind it until its jobs have ended.
 */
final class RetiredPlace {
    private final StackRequest request;
    private final Place place;

    RetiredPlace(StackRequest request, Place place) {
        this.request = request;
        this.place = place;
    }

    /** What must still be there; empty once nothing must. */
    List<Slot> slots() {
        Optional<Observed<JobQueue>> queue = request.seen().named(JobQueue.class, place.queueName(request.stack()));
        if (queue.isEmpty() || isEmptied(queue.get())) {
            return List.of();
        }
        Optional<String> server = server(queue.get().resource());
        boolean open = server.isPresent() && queue.get().resource().enabled() && mayPipelinesSubmit();
        boolean opens = open || areClosedByHand();
        List<Slot> slots = new ArrayList<>();
        slots.add(
                open
                        ? Slot.of(
                                queue.get().resource(),
                                "pipelines that run may submit to it; it closes when no job runs")
                        : closing(queue.get()));
        for (Observed<ComputeEnvironment> one : mine()) {
            boolean serves = server.filter(one.resource().name()::equals).isPresent();
            slots.add(Slot.of(opens && serves ? one.resource().opened() : one.resource()));
        }
        return slots;
    }

    /**
     * An edit leaves a queue for tasks open while anything runs: a pipeline submits its next task where it was told to when it was
     * started.
     */
    private boolean mayPipelinesSubmit() {
        return !request.deleting()
                && request.onRetirement() == RunningJobs.FINISH
                && place.isWork()
                && request.isInUse();
    }

    /** Jobs that are waited for must be able to start: where all environments are closed, somebody did that by hand. */
    private boolean areClosedByHand() {
        return request.onRetirement() == RunningJobs.FINISH
                && mine().stream().noneMatch(one -> one.resource().enabled());
    }

    /** Which environment is to take the queue's jobs; empty where none can. */
    private Optional<String> server(JobQueue queue) {
        Set<String> able = mine().stream()
                .filter(one -> one.state() != State.FAILED && one.state() != State.DELETING)
                .map(one -> one.resource().name())
                .collect(Collectors.toSet());
        return queue.computeEnvironments().stream().filter(able::contains).findFirst();
    }

    private List<Observed<ComputeEnvironment>> mine() {
        return request.seen().all(ComputeEnvironment.class).stream()
                .filter(one -> place.owns(request.stack(), one.resource().name()))
                .toList();
    }

    private static boolean isEmptied(Observed<JobQueue> queue) {
        Integer jobs = queue.resource().activeJobs();
        return queue.state() == State.DELETING || (!queue.resource().enabled() && jobs != null && jobs == 0);
    }

    private Slot closing(Observed<JobQueue> queue) {
        JobQueue resource = queue.resource();
        if (resource.enabled() || resource.activeJobs() == null) {
            return Slot.of(resource.disabled());
        }
        if (request.onRetirement() == RunningJobs.TERMINATE) {
            return Slot.of(resource.emptied());
        }
        return Slot.of(
                resource.disabled(),
                resource.activeJobs() + (resource.activeJobs() == 1 ? " job in it has" : " jobs in it have")
                        + " not ended");
    }
}
