package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/** A job queue and its address in AWS. */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueueStatus(
        @JsonPropertyDescription("The name of the queue.") @Nullable
        String name,

        @JsonPropertyDescription("The ARN of the queue.") @Nullable
        String arn)
        implements QueueStatusBuilder.With {}
