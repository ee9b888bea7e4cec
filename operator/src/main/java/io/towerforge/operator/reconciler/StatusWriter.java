package io.towerforge.operator.reconciler;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentStatus;
import io.towerforge.api.v1alpha1.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Writes a status when it says something new: at once when a condition changes, and details of what is under way at most every
 * few seconds.
 */
final class StatusWriter {
    private static final Duration BETWEEN_DETAILS = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final InstantSource clock;
    private final ConcurrentMap<String, Instant> lastWrite = new ConcurrentHashMap<>();

    StatusWriter(Cluster cluster, InstantSource clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /** @param underWay whether more is to come soon, so that details may wait */
    void write(AwsBatchComputeEnvironment object, AwsBatchComputeEnvironmentStatus status, boolean underWay) {
        AwsBatchComputeEnvironmentStatus before = object.getStatus();
        if (status.equals(before)) {
            return;
        }
        String uid = object.getMetadata().getUid();
        Instant now = clock.instant();
        Instant last = lastWrite.getOrDefault(uid, Instant.MIN);
        boolean soon = underWay && last.plus(BETWEEN_DETAILS).isAfter(now);
        if (soon && saysTheSame(before, status)) {
            return;
        }
        cluster.writeStatus(object, status);
        object.setStatus(status);
        lastWrite.put(uid, now);
    }

    void forget(String uid) {
        lastWrite.remove(uid);
    }

    private static boolean saysTheSame(
            AwsBatchComputeEnvironmentStatus before, AwsBatchComputeEnvironmentStatus after) {
        return before != null
                && Objects.equals(before.lastHandledReconcileAt(), after.lastHandledReconcileAt())
                && gist(before).equals(gist(after));
    }

    private static List<String> gist(AwsBatchComputeEnvironmentStatus status) {
        return status.conditions().stream().map(StatusWriter::gist).toList();
    }

    private static String gist(Condition condition) {
        return condition.type() + "=" + condition.status() + "/" + condition.reason() + "@"
                + condition.observedGeneration();
    }
}
