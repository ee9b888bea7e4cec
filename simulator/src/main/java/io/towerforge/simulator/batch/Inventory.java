package io.towerforge.simulator.batch;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything Batch holds in the Region, by name. */
final class Inventory {
    final Map<String, ComputeEnvironment> environments = new TreeMap<>();
    final Map<String, JobQueue> queues = new TreeMap<>();
    final Map<String, Job> jobs = new LinkedHashMap<>();
    /** Until when an environment still counts as part of a queue it has left. */
    private final Map<ComputeEnvironment, Instant> departures = new HashMap<>();

    @Nullable
    ComputeEnvironment environment(@Nullable String nameOrArn) {
        ComputeEnvironment environment = nameOrArn == null ? null : environments.get(lastPart(nameOrArn));
        return environment != null && isMeant(nameOrArn, environment.arn()) ? environment : null;
    }

    @Nullable
    JobQueue queue(@Nullable String nameOrArn) {
        JobQueue queue = nameOrArn == null ? null : queues.get(lastPart(nameOrArn));
        return queue != null && isMeant(nameOrArn, queue.arn()) ? queue : null;
    }

    void departs(ComputeEnvironment environment, Instant countsUntil) {
        departures.put(environment, countsUntil);
    }

    boolean isInQueue(ComputeEnvironment environment, Instant now) {
        Instant countsUntil = departures.get(environment);
        return (countsUntil != null && countsUntil.isAfter(now))
                || queues.values().stream().anyMatch(queue -> queue.uses(environment));
    }

    void forget(ComputeEnvironment environment) {
        environments.remove(environment.name());
        departures.remove(environment);
    }

    static String lastPart(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }

    private static boolean isMeant(String nameOrArn, String arn) {
        return !nameOrArn.startsWith("arn:") || nameOrArn.equals(arn);
    }
}
