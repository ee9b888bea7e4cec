package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator reports. Lengths are not limited: a limit would turn a long message into a status that
 * cannot be written.
 */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AwsBatchComputeEnvironmentStatus(
        @JsonPropertyDescription("The metadata.generation last worked on; -1 until the first time.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription(
                "The id in every AWS name: 22 characters from the UID of this object, or the id that was adopted.")
        @Nullable
        String environmentId,

        @JsonPropertyDescription("The AWS account.") @Nullable
        String accountId,

        @JsonPropertyDescription("Ready, Reconciling, Stalled and Advisory.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @MapList("type")
        List<Condition> conditions,

        @JsonPropertyDescription("The queue for head jobs.") @Nullable
        QueueStatus headQueue,

        @JsonPropertyDescription("The queue for tasks.") @Nullable
        QueueStatus computeQueue,

        @JsonPropertyDescription("One row for each AWS object.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @MapList("name")
        List<ResourceStatus> resources,

        @JsonPropertyDescription("What was chosen for what the user left out.") @Nullable
        EffectiveStatus effective,

        @JsonPropertyDescription("What is still to be done, one sentence each.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<String> plan,

        @JsonPropertyDescription("How many vCPUs run, and may run.") @Nullable
        CapacityStatus capacity,

        @JsonPropertyDescription("What pipelines consume.") @Nullable
        NextflowStatus nextflow,

        @JsonPropertyDescription(
                "The last value of the annotation towerforge.io/reconcile-requested-at that was acted on.")
        @Nullable
        String lastHandledReconcileAt)
        implements AwsBatchComputeEnvironmentStatusBuilder.With {
    /** Copies the collections; one that is absent becomes empty. */
    public AwsBatchComputeEnvironmentStatus {
        conditions = Copies.listOf(conditions);
        resources = Copies.listOf(resources);
        plan = Copies.listOf(plan);
    }
}
