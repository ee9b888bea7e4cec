package io.towerforge.simulator.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.batch.model.JQState;
import software.amazon.awssdk.services.batch.model.JQStatus;
import software.amazon.awssdk.services.batch.model.JobStateTimeLimitAction;

/** A job queue and the jobs in it. {@link QueueLifecycle} changes its settings and status, {@link Scheduler} its jobs. */
final class JobQueue {
    private final String name;
    private final String arn;
    private final Map<String, String> tags = new TreeMap<>();
    private final Deque<Job> waiting = new ArrayDeque<>();
    private final Set<Job> jobs = new LinkedHashSet<>();

    JQState state = JQState.ENABLED;
    JQStatus status = JQStatus.CREATING;

    @Nullable
    String statusReason;

    int priority;

    @Nullable
    String schedulingPolicyArn;
    /** Sorted by the order numbers as they were sent. */
    List<Place> order = List.of();

    List<JobStateTimeLimitAction> timeLimitActions = List.of();

    /** A compute environment's place in the order. */
    record Place(int number, ComputeEnvironment environment) {}

    JobQueue(String name, String arn) {
        this.name = name;
        this.arn = arn;
    }

    String name() {
        return name;
    }

    String arn() {
        return arn;
    }

    Map<String, String> tags() {
        return tags;
    }

    /** The jobs that wait for a place, the first to be placed first. */
    Deque<Job> waiting() {
        return waiting;
    }

    /** The jobs that have not ended. */
    Set<Job> jobs() {
        return jobs;
    }

    boolean isSettled() {
        return status == JQStatus.VALID || status == JQStatus.INVALID;
    }

    boolean uses(ComputeEnvironment environment) {
        return order.stream().anyMatch(place -> place.environment() == environment);
    }
}
