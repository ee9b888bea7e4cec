package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/** How many vCPUs run, and may run. */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CapacityStatus(
        @JsonPropertyDescription("The least vCPUs.") @Nullable
        Integer minCpus,

        @JsonPropertyDescription("The vCPUs AWS Batch currently wants.") @Nullable
        Integer desiredCpus,

        @JsonPropertyDescription("The most vCPUs.") @Nullable
        Integer maxCpus,

        @JsonPropertyDescription("desired/max, for the table of kubectl get.") @Nullable
        String summary)
        implements CapacityStatusBuilder.With {}
