package io.towerforge.operator.status;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The custom resource a status is for, and the moment.
 *
 * @param environmentId the middle part of its AWS names; null until what it adopts has been taken over
 */
public record Snapshot(
        AwsBatchComputeEnvironment object, @Nullable String environmentId, Instant now) {
    long generation() {
        Long generation = object.getMetadata().getGeneration();
        return generation == null ? 0 : generation;
    }

    AwsBatchComputeEnvironmentStatus before() {
        return object.getStatus() == null
                ? new AwsBatchComputeEnvironmentStatus(
                        null, null, null, null, null, null, null, null, null, null, null, null)
                : object.getStatus();
    }

    public boolean isDeleting() {
        return object.getMetadata().getDeletionTimestamp() != null;
    }

    ConditionSet conditions() {
        return new ConditionSet(before().conditions(), generation(), now);
    }
}
