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
        List<ComputeEnvironment> mine = request.seen().all(ComputeEnvironment.class).stream()
                .map(Observed::resource)
                .filter(one -> place.owns(request.stack(), one.name()))
                .toList();
        Optional<String> opened = toOpen(queue.get().resource(), mine);
        List<Slot> slots = new ArrayList<>();
        slots.add(closing(queue.get()));
        mine.forEach(one -> slots.add(Slot.of(opened.filter(one.name()::equals).isPresent() ? one.opened() : one)));
        return slots;
    }

    /** Jobs that are waited for must be able to start: where all environments are closed, somebody did that by hand. */
    private Optional<String> toOpen(JobQueue queue, List<ComputeEnvironment> mine) {
        if (request.onRetirement() == RunningJobs.TERMINATE || mine.stream().anyMatch(ComputeEnvironment::enabled)) {
            return Optional.empty();
        }
        Set<String> names = mine.stream().map(ComputeEnvironment::name).collect(Collectors.toSet());
        return queue.computeEnvironments().stream().filter(names::contains).findFirst();
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
