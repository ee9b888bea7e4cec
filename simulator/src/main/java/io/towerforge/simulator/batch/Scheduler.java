package io.towerforge.simulator.batch;

import io.towerforge.simulator.core.Simulation;
import io.towerforge.simulator.core.Timeline;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.batch.model.CEStatus;
import software.amazon.awssdk.services.batch.model.JQStatus;
import software.amazon.awssdk.services.batch.model.JobStateTimeLimitAction;
import software.amazon.awssdk.services.batch.model.JobStatus;

/**
 * Places jobs on compute environments, lets them run and end, and lets the environments' vCPUs follow. Queues of a higher
 * priority come first; within a queue the first job comes first and keeps those behind it waiting; of the queue's environments the
 * first with room takes the job (AWS Batch user guide, "Job scheduling" and "Job queue parameters").
 */
final class Scheduler {
    static final String TOO_LARGE = "MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE";

    private final Timeline timeline;
    private final Timings timings;
    private final Inventory inventory;
    private final EnvironmentHealth health;

    Scheduler(Simulation simulation, Inventory inventory, EnvironmentHealth health) {
        this.timeline = simulation.timeline();
        this.timings = simulation.timings();
        this.inventory = inventory;
        this.health = health;
    }

    void submit(Job job) {
        inventory.jobs.put(job.id(), job);
        job.queue().jobs().add(job);
        job.queue().waiting().addLast(job);
        place();
    }

    /** Places every job that can be placed now. */
    void place() {
        List<JobQueue> busy = inventory.queues.values().stream()
                .filter(queue -> !queue.waiting().isEmpty() && queue.status != JQStatus.DELETING)
                .sorted(Comparator.comparingInt((JobQueue queue) -> queue.priority)
                        .reversed()
                        .thenComparing(JobQueue::name))
                .toList();
        for (JobQueue queue : busy) {
            while (!queue.waiting().isEmpty() && placed(queue.waiting().getFirst())) {
                queue.waiting().removeFirst();
            }
            if (!queue.waiting().isEmpty()) {
                limitWaiting(queue.waiting().getFirst());
            }
        }
    }

    /** Ends a job wherever it is; does nothing if it has ended. */
    void end(Job job, JobEnd end, String reason) {
        if (job.hasEnded()) {
            return;
        }
        job.end = end;
        job.reason = reason;
        job.status = end == JobEnd.SUCCEEDED ? JobStatus.SUCCEEDED : JobStatus.FAILED;
        job.endedAt = timeline.now();
        job.queue().jobs().remove(job);
        job.queue().waiting().remove(job);
        if (job.environment != null) {
            release(job.environment, job);
        }
        place();
    }

    void endAll(Collection<Job> jobs, JobEnd end, String reason) {
        List.copyOf(jobs).forEach(job -> end(job, end, reason));
    }

    /** Brings the vCPUs down to what is needed, once nothing has ended for as long as Batch keeps idle instances. */
    void scaleInLater(ComputeEnvironment environment) {
        Instant released = timeline.now();
        environment.releasedAt = released;
        timeline.after(timings.scaleIn(), () -> {
            if (released.equals(environment.releasedAt)) {
                environment.desiredvCpus = Math.max(environment.minvCpus(), environment.usedvCpus());
            }
        });
    }

    private boolean placed(Job job) {
        for (JobQueue.Place place : job.queue().order) {
            ComputeEnvironment environment = place.environment();
            int needed = environment.usedvCpus() + job.vcpus();
            if (environment.acceptsJobs() && needed <= environment.maxvCpus() && hasInstances(environment, needed)) {
                start(job, environment, needed);
                return true;
            }
        }
        return false;
    }

    /** An environment that must launch an instance and cannot becomes INVALID. */
    private boolean hasInstances(ComputeEnvironment environment, int needed) {
        if (needed <= environment.desiredvCpus) {
            return true;
        }
        Optional<String> defect = health.instanceRoleDefect(environment, timeline.now());
        defect.ifPresent(reason -> {
            environment.change++;
            environment.status = CEStatus.INVALID;
            environment.statusReason = reason;
        });
        return defect.isEmpty();
    }

    private void start(Job job, ComputeEnvironment environment, int needed) {
        boolean launches = needed > environment.desiredvCpus;
        environment.desiredvCpus = Math.max(environment.desiredvCpus, needed);
        environment.jobs().add(job);
        job.environment = environment;
        job.status = JobStatus.STARTING;
        timeline.after(launches ? timings.instanceLaunch() : timings.jobStart(), () -> run(job));
    }

    private void run(Job job) {
        if (job.status != JobStatus.STARTING) {
            return; // It was ended before it started.
        }
        job.status = JobStatus.RUNNING;
        job.startedAt = timeline.now();
        Duration runTime = job.submission().runTime();
        Duration timeout = job.submission().timeout();
        if (timeout != null && (runTime == null || timeout.compareTo(runTime) < 0)) {
            timeline.after(
                    timeout, () -> end(job, JobEnd.TERMINATED_BY_TIMEOUT, "Job attempt duration exceeded timeout"));
        } else if (runTime != null) {
            timeline.after(runTime, () -> end(job, JobEnd.SUCCEEDED, "Essential container in task exited"));
        }
    }

    private void release(ComputeEnvironment environment, Job job) {
        environment.jobs().remove(job);
        scaleInLater(environment);
        Runnable whenIdle = environment.whenIdle;
        if (environment.jobs().isEmpty() && whenIdle != null) {
            environment.whenIdle = null;
            whenIdle.run();
        }
    }

    /** Starts the queue's time limit against a first job that no environment of the queue is large enough for. */
    private void limitWaiting(Job job) {
        if (job.underTimeLimit || !isTooLarge(job)) {
            return;
        }
        for (JobStateTimeLimitAction action : job.queue().timeLimitActions) {
            if (TOO_LARGE.equals(action.reason())) {
                job.underTimeLimit = true;
                timeline.after(Duration.ofSeconds(action.maxTimeSeconds()), () -> {
                    job.underTimeLimit = false;
                    if (job.status == JobStatus.RUNNABLE && isTooLarge(job)) {
                        end(job, JobEnd.CANCELLED_BY_TIME_LIMIT, TOO_LARGE + " - the job state time limit was reached");
                    }
                });
            }
        }
    }

    private static boolean isTooLarge(Job job) {
        return job.queue().order.stream()
                .allMatch(place -> job.vcpus() > place.environment().maxvCpus());
    }
}
