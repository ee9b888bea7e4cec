package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.operator.desired.EnvironmentChoice.Choice;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.JobQueue;
import io.towerforge.operator.model.JobQueue.JobStateLimit;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Observed.State;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.RunningJobs;
import io.towerforge.operator.model.Slot;
import io.towerforge.operator.model.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A place the spec wants: its queue, the environment that serves it, and those that are on their way out behind it. */
final class ServedPlace {
    /** Both reasons that no waiting mends, after the shortest time AWS accepts (AWS Batch API reference, JobStateTimeLimitAction). */
    private static final Set<JobStateLimit> DEFAULT_LIMITS = Set.of(
            new JobStateLimit("MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE", 600),
            new JobStateLimit("MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT", 600));

    private static final int DEFAULT_LIMIT_SECONDS = 600;

    private final StackRequest request;
    private final Place place;
    private final List<Observed<ComputeEnvironment>> mine;

    /** The queue's order as AWS has it, less what is not ours. */
    private final List<String> served;

    ServedPlace(StackRequest request, Place place) {
        this.request = request;
        this.place = place;
        this.mine = request.seen().all(ComputeEnvironment.class).stream()
                .filter(one -> place.owns(request.stack(), one.resource().name()))
                .toList();
        Set<String> names = mine.stream().map(one -> one.resource().name()).collect(Collectors.toSet());
        this.served = request
                .seen()
                .named(JobQueue.class, place.queueName(request.stack()))
                .map(queue -> queue.resource().computeEnvironments())
                .orElse(List.of())
                .stream()
                .filter(names::contains)
                .toList();
    }

    List<Slot> slots() {
        Choice choice = new EnvironmentChoice(request, place, served, mine).choose();
        List<Slot> slots = new ArrayList<>();
        List<String> order = new ArrayList<>();
        String serving = choice.name();
        if (choice.mustWaitForRoom()) {
            slots.add(Slot.pending(environment(choice.name()), choice.noRoom()));
            serving = servesMeanwhile();
            order.add(serving);
        } else {
            if (canTakeATemplate(choice)) {
                choice.wanted().templateSlot().ifPresent(slots::add);
            }
            slots.add(environmentSlot(choice));
            order.add(choice.name());
        }
        for (Observed<ComputeEnvironment> other : mine) {
            String name = other.resource().name();
            if (!name.equals(choice.name())) {
                (name.equals(serving) ? Optional.of(Slot.of(other.resource().opened())) : keep(other, serving))
                        .ifPresent(slots::add);
            }
        }
        Set<String> kept = slots.stream().map(slot -> slot.id().name()).collect(Collectors.toSet());
        served.stream()
                .filter(name -> !order.contains(name) && kept.contains(name) && !hasFailed(name))
                .forEach(order::add);
        slots.add(Slot.of(queue(order)));
        return slots;
    }

    /**
     * AWS Batch changes nothing of an environment that it is changing already. Until that is over no further template is made for it:
     * of the edits that come meanwhile only the last one's is needed.
     */
    private boolean canTakeATemplate(Choice choice) {
        return choice.wanted().isComplete()
                || mine.stream()
                        .filter(one -> one.resource().name().equals(choice.name()))
                        .noneMatch(one -> one.state() == State.IN_PROGRESS);
    }

    /** Which environment takes the jobs until there is room for the one that is to: a queue is never left without any. */
    private String servesMeanwhile() {
        return served.isEmpty() ? mine.get(0).resource().name() : served.get(0);
    }

    private Slot environmentSlot(Choice choice) {
        WantedEnvironment wanted = choice.wanted();
        ResourceId id = environment(choice.name());
        if (!wanted.isComplete()) {
            return Slot.pending(id, Set.of(wanted.template().id()));
        }
        ComputeEnvironment environment = new ComputeEnvironment(
                choice.name(),
                true,
                wanted.scaling(),
                wanted.instances(),
                wanted.fargate(),
                wanted.serviceRole(),
                Tags.of(request.stack(), place.environmentRole(), request.spec().resourceLabels()),
                request.onUpdate(),
                null);
        return mine.stream()
                .filter(one -> one.resource().name().equals(choice.name()))
                .findFirst()
                .map(actual -> withRoomForWhatRuns(environment, actual.resource()))
                .orElse(Slot.of(environment));
    }

    /** AWS Batch refuses a maximum below what is in use (ASFHyP3/hyp3#1101), so a lower one waits until that has gone down. */
    private static Slot withRoomForWhatRuns(ComputeEnvironment wanted, ComputeEnvironment actual) {
        int inUse = actual.activity() == null ? 0 : actual.activity().desiredCpus();
        int max = wanted.scaling().maxCpus();
        if (inUse <= max) {
            return Slot.of(wanted);
        }
        int lowest = Math.min(inUse, actual.scaling().maxCpus());
        return Slot.of(
                wanted.with(new ComputeEnvironment.Scaling(wanted.scaling().minCpus(), lowest)),
                "maxCpus goes down to " + max + " when no more are in use (now " + inUse + ")");
    }

    /**
     * What becomes of an environment that is not to serve any more. Until the queue prefers its successor it stays as it is.
     * Then it is closed, and it leaves only when it is seen closed with nothing running; one that was never closed could be
     * given a job in the very moment it leaves.
     */
    private Optional<Slot> keep(Observed<ComputeEnvironment> other, String serving) {
        ComputeEnvironment environment = other.resource();
        boolean inOrder = served.contains(environment.name());
        boolean succeeded = !served.isEmpty() && served.get(0).equals(serving);
        if (inOrder && !succeeded) {
            return Optional.of(Slot.of(environment));
        }
        boolean empty = !EnvironmentChoice.isRunning(other) && (!inOrder || !environment.enabled());
        if (empty || request.onUpdate() == RunningJobs.TERMINATE) {
            return Optional.empty();
        }
        int inUse = environment.activity() == null ? 0 : environment.activity().desiredCpus();
        return Optional.of(
                Slot.of(environment.draining(), "it goes when its jobs have ended (" + inUse + " vCPUs in use)"));
    }

    private JobQueue queue(List<String> order) {
        return new JobQueue(
                place.queueName(request.stack()),
                true,
                order,
                limits(request.spec().forge()),
                Tags.of(request.stack(), place.queueRole(), request.spec().resourceLabels()),
                null);
    }

    private static Set<JobStateLimit> limits(ForgeSpec forge) {
        if (forge.jobStateLimits() == null) {
            return DEFAULT_LIMITS;
        }
        return forge.jobStateLimits().stream()
                .map(limit -> new JobStateLimit(
                        limit.reason().value(),
                        limit.maxTimeSeconds() == null ? DEFAULT_LIMIT_SECONDS : limit.maxTimeSeconds()))
                .collect(Collectors.toSet());
    }

    private boolean hasFailed(String name) {
        return mine.stream().anyMatch(one -> one.resource().name().equals(name) && one.state() == State.FAILED);
    }

    private static ResourceId environment(String name) {
        return new ResourceId(ResourceKind.COMPUTE_ENVIRONMENT, name);
    }
}
