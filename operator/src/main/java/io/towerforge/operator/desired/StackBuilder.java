package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.DeletionPolicy;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.IamRole;
import io.towerforge.operator.model.JobQueue;
import io.towerforge.operator.model.LaunchTemplate;
import io.towerforge.operator.model.LogGroup;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Resource;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.Secret;
import io.towerforge.operator.model.Slot;
import io.towerforge.operator.model.Stack;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** From the spec, the facts and what is there to what should be there. */
public final class StackBuilder {
    private final StackRequest request;
    private final Map<ResourceId, Slot> slots = new TreeMap<>();

    private StackBuilder(StackRequest request) {
        this.request = request;
    }

    public static Stack build(StackRequest request) {
        return new StackBuilder(request).build();
    }

    /** The places the spec wants: a head of its own only where the work runs on Spot. */
    public static Set<Place> places(StackRequest request) {
        if (request.deleting() || request.spec().forge() == null) {
            return EnumSet.noneOf(Place.class);
        }
        Set<Place> places = EnumSet.of(Place.work(request.spec().forge()));
        Place.head(request.spec().forge()).ifPresent(places::add);
        return places;
    }

    private Stack build() {
        Set<Place> wanted = places(request);
        for (Place place : Place.values()) {
            List<Slot> placeSlots = wanted.contains(place)
                    ? new ServedPlace(request, place).slots()
                    : new RetiredPlace(request, place).slots();
            placeSlots.forEach(this::add);
        }
        if (!request.deleting()) {
            new Publication(request).headJob().ifPresent(this::add);
        }
        if (wanted.isEmpty()) {
            if (!request.deleting()) {
                new PipelineSecrets(request).resources().forEach(one -> add(Slot.of(one)));
            }
            if (isClosing()) {
                keepJobsAbleToEnd();
                holdWhatIsThere();
            }
        } else {
            new Roles(request).resources(request.uses()).forEach(one -> add(Slot.of(one)));
            new Logs(request.stack(), request.spec()).group().ifPresent(group -> add(Slot.of(group)));
            new PipelineSecrets(request).resources().forEach(one -> add(Slot.of(one)));
            new Storage(request).slots().forEach(this::add);
            holdTemplatesInUse();
            holdWhatPipelinesWereTold();
        }
        holdWhatIsToBeKept();
        return Stack.of(slots.values());
    }

    /** Whether a queue that is given up is still there. */
    private boolean isClosing() {
        return slots.keySet().stream().anyMatch(id -> id.kind() == ResourceKind.JOB_QUEUE);
    }

    /** A deletion that waits for jobs must not wait for jobs that cannot run: what instances need is repaired until the end. */
    private void keepJobsAbleToEnd() {
        if (request.spec().forge() != null) {
            new Roles(request).resources(request.uses()).forEach(one -> add(Slot.of(one)));
            new Logs(request.stack(), request.spec()).group().ifPresent(group -> add(Slot.of(group)));
        }
    }

    /** While jobs of a queue that is given up still run, everything else stays as it is. */
    private void holdWhatIsThere() {
        for (Observed<?> one : request.seen().all()) {
            if (!slots.containsKey(one.id())) {
                Resource held = one.resource() instanceof JobQueue queue ? queue.disabled() : one.resource();
                add(Slot.of(held));
            }
        }
    }

    /** A template outlives the last environment that launches instances from it. */
    private void holdTemplatesInUse() {
        List<ComputeEnvironment> environments = slots.values().stream()
                .filter(slot -> slot.resource() instanceof ComputeEnvironment)
                .map(slot -> (ComputeEnvironment) slot.resource())
                .toList();
        request.seen().all(LaunchTemplate.class).stream()
                .filter(one -> environments.stream()
                        .anyMatch(environment ->
                                environment.launchesFrom(one.resource().templateId())))
                .filter(one -> !slots.containsKey(one.id()))
                .forEach(one -> add(Slot.of(one.resource())));
    }

    /**
     * A pipeline works with the configuration it was started with: its next task still names the execution role, the log group and the
     * secrets of that day, and ECS starts no container without them (Amazon ECS developer guide, "awslogs", "Specifying sensitive
     * data"). Its tasks have the file systems of that day mounted. So what of these an edit has replaced or given up goes only when
     * nothing runs any more.
     */
    private void holdWhatPipelinesWereTold() {
        if (!request.isInUse()) {
            return;
        }
        request.seen().all().stream()
                .filter(one -> one.resource() instanceof IamRole
                        || one.resource() instanceof LogGroup
                        || one.resource() instanceof Secret
                        || Storage.isPart(one.resource()))
                .filter(one -> !slots.containsKey(one.id()))
                .forEach(
                        one -> add(Slot.of(one.resource(), "pipelines that run may use it; it goes when no job runs")));
    }

    /** Data outlives the edit that no longer asks for it where the spec says so, or mounts it from then on as somebody else's. */
    private void holdWhatIsToBeKept() {
        if (request.deleting()) {
            return;
        }
        boolean retains = request.spec().deletionPolicy() == DeletionPolicy.RETAIN;
        boolean mounted =
                request.seen().all().stream().anyMatch(one -> Storage.isAttached(request.spec(), one.resource()));
        if (retains || mounted) {
            request.seen().all().stream()
                    .filter(one -> Storage.isPart(one.resource()) && !slots.containsKey(one.id()))
                    .forEach(one -> add(Slot.of(one.resource())));
        }
    }

    private void add(Slot slot) {
        slots.put(slot.id(), slot);
    }
}
