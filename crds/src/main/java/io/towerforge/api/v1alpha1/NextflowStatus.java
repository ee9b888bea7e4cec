package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/** What pipelines consume. */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NextflowStatus(
        @JsonPropertyDescription("The ConfigMap in the same namespace that holds the Nextflow configuration.") @Nullable
        String configMapName,

        @JsonPropertyDescription(
                "The AWS Batch job definition with which a head job is one SubmitJob; its newest revision is meant.")
        @Nullable
        String headJobDefinition)
        implements NextflowStatusBuilder.With {}
