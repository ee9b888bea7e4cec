package io.towerforge.operator.plan;

import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.ComputeEnvironment.Activity;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.IamRole;
import io.towerforge.operator.model.InstanceProfile;
import io.towerforge.operator.model.JobQueue;
import io.towerforge.operator.model.Observation;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Observed.State;
import io.towerforge.operator.model.Resource;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * AWS in a page, as far as a plan can tell: it does what a plan says, refuses what AWS refuses, places jobs on environments and
 * remembers every job that was ended before its time. It knows nothing of what is wanted.
 */
public final class FakeAws {
    /** A job, and the environment it runs on. */
    public record Job(String queue, String environment, int cpus) {}

    private final Map<ResourceId, Observed<?>> things = new TreeMap<>();
    private final List<Job> jobs = new ArrayList<>();
    private final List<String> killed = new ArrayList<>();
    private final AwsRefusals refusals = new AwsRefusals(things, jobs);
    private final boolean slow;
    private final Outputs outputs = new Outputs();

    private FakeAws(boolean slow) {
        this.slow = slow;
    }

    /** Batch finishes everything at once. */
    public static FakeAws instant() {
        return new FakeAws(false);
    }

    /** Batch works on everything until {@link #settle}. */
    public static FakeAws slow() {
        return new FakeAws(true);
    }

    public Observation observe() {
        return new Observation(things.values().stream().map(this::asShown).toList());
    }

    /** Does every step that writes; what AWS would refuse is an {@link AssertionError} that says why. */
    public void carryOut(Plan plan) {
        plan.writes().forEach(step -> {
            Observed<?> actual = things.get(step.id());
            switch (step.verb()) {
                case CREATE -> create(step.desired());
                case UPDATE -> update(step.desired(), actual, step.diff());
                case DELETE -> delete(actual);
                case WAIT, NONE, REFUSE -> throw new AssertionError("not a write: " + step);
            }
        });
    }

    /** Whatever AWS was working on is done. */
    public void settle() {
        things.values().removeIf(one -> one.state() == State.DELETING);
        things.replaceAll((id, one) -> one.state() == State.IN_PROGRESS ? withState(one, State.READY) : one);
    }

    /** A job comes in and starts on the first environment that is open; without one it waits, and is not counted here. */
    public boolean submit(String queueName, int cpus) {
        ResourceId id = new ResourceId(ResourceKind.JOB_QUEUE, queueName);
        if (!things.containsKey(id) || !((JobQueue) things.get(id).resource()).enabled()) {
            return false;
        }
        return ((JobQueue) things.get(id).resource())
                .computeEnvironments().stream()
                        .filter(name -> isOpen(environment(name)))
                        .findFirst()
                        .map(name -> jobs.add(new Job(queueName, name, cpus)))
                        .orElse(false);
    }

    public List<Job> jobs() {
        return List.copyOf(jobs);
    }

    public void end(Job job) {
        jobs.remove(job);
    }

    public void endAllJobs() {
        jobs.clear();
    }

    /** What was ended before its time, a sentence each. */
    public List<String> killed() {
        return List.copyOf(killed);
    }

    /** Somebody deletes it by hand. */
    public void vanish(ResourceId id) {
        things.remove(id);
    }

    /** It has been there for longer than anybody remembers. */
    public void plant(Resource resource) {
        things.put(resource.id(), new Observed<>(resource, State.READY, ""));
    }

    /** Somebody changes it by hand. */
    public void change(ResourceId id, UnaryOperator<Resource> edit) {
        things.computeIfPresent(id, (key, one) -> new Observed<>(edit.apply(one.resource()), one.state(), ""));
    }

    /** Somebody has begun to delete it by hand. */
    public void beginsToVanish(ResourceId id) {
        things.computeIfPresent(id, (key, one) -> withState(one, State.DELETING));
    }

    /** AWS finds fault with it. */
    public void fail(ResourceId id, String why) {
        things.computeIfPresent(id, (key, one) -> new Observed<>(one.resource(), State.FAILED, why));
    }

    private void create(Resource desired) {
        refusals.ofCreate(desired);
        Resource made = outputs.made(desired);
        put(made, State.IN_PROGRESS);
    }

    private void update(Resource desired, Observed<?> actual, List<FieldDiff> diff) {
        refusals.ofUpdate(desired, actual, diff);
        if (desired instanceof ComputeEnvironment wanted) {
            if (FieldDiff.replacesInstances(diff)) {
                killWhere(
                        "environment " + wanted.name() + " replaced its instances",
                        job -> job.environment().equals(wanted.name()));
            }
            put(wanted, State.IN_PROGRESS);
        } else if (desired instanceof JobQueue wanted) {
            if (FieldDiff.touches(diff, "activeJobs")) {
                killWhere(
                        "queue " + wanted.name() + " was emptied",
                        job -> job.queue().equals(wanted.name()));
            }
            put(wanted, State.IN_PROGRESS);
        } else if (desired instanceof InstanceProfile || desired instanceof IamRole) {
            put(desired, State.READY);
        } else {
            put(Outputs.kept(desired, actual.resource()), State.READY);
        }
    }

    private void delete(Observed<?> actual) {
        if (actual.resource() instanceof JobQueue queue && queue.enabled()) {
            put(queue.disabled(), State.IN_PROGRESS);
            return;
        }
        if (actual.resource() instanceof ComputeEnvironment environment && environment.enabled()) {
            put(environment.draining(), State.IN_PROGRESS);
            return;
        }
        refusals.ofDelete(actual);
        String name = actual.id().name();
        killWhere(
                actual.id() + " was deleted",
                job -> job.queue().equals(name) || job.environment().equals(name));
        if (isBatch(actual.id()) && slow) {
            things.put(actual.id(), withState(actual, State.DELETING));
        } else {
            things.remove(actual.id());
        }
    }

    private void killWhere(String why, java.util.function.Predicate<Job> which) {
        jobs.stream().filter(which).forEach(job -> killed.add("a job of " + job.queue() + " was ended: " + why));
        jobs.removeIf(which);
    }

    private void put(Resource resource, State state) {
        State reached = slow && isBatch(resource.id()) ? state : State.READY;
        things.put(resource.id(), new Observed<>(resource, reached, ""));
    }

    private Observed<?> asShown(Observed<?> one) {
        if (one.resource() instanceof ComputeEnvironment environment) {
            int inUse = cpusOn(environment.name());
            var instances = environment.instances();
            return new Observed<>(
                    new ComputeEnvironment(
                            environment.name(),
                            environment.enabled(),
                            environment.scaling(),
                            instances == null
                                    ? null
                                    : instances.withLaunchTemplate(new ComputeEnvironment.LaunchTemplateVersion(
                                            null,
                                            instances.launchTemplate().templateId(),
                                            instances.launchTemplate().version())),
                            environment.fargate(),
                            environment.serviceRole(),
                            environment.tags(),
                            null,
                            new Activity(Math.max(inUse, environment.scaling().minCpus()), inUse > 0)),
                    one.state(),
                    one.detail());
        }
        if (one.resource() instanceof JobQueue queue) {
            int active = (int) jobs.stream()
                    .filter(job -> job.queue().equals(queue.name()))
                    .count();
            boolean counted = !queue.enabled() && one.state() != State.DELETING;
            return new Observed<>(
                    new JobQueue(
                            queue.name(),
                            queue.enabled(),
                            queue.computeEnvironments(),
                            queue.limits(),
                            queue.tags(),
                            counted ? active : null),
                    one.state(),
                    one.detail());
        }
        return one;
    }

    private int cpusOn(String environment) {
        return jobs.stream()
                .filter(job -> job.environment().equals(environment))
                .mapToInt(Job::cpus)
                .sum();
    }

    private Observed<?> environment(String name) {
        return things.get(new ResourceId(ResourceKind.COMPUTE_ENVIRONMENT, name));
    }

    private static boolean isOpen(Observed<?> environment) {
        return environment != null
                && environment.state() != State.DELETING
                && ((ComputeEnvironment) environment.resource()).enabled();
    }

    private static boolean isBatch(ResourceId id) {
        return id.kind() == ResourceKind.COMPUTE_ENVIRONMENT || id.kind() == ResourceKind.JOB_QUEUE;
    }

    private static Observed<?> withState(Observed<?> one, State state) {
        return new Observed<>(one.resource(), state, one.detail());
    }
}
