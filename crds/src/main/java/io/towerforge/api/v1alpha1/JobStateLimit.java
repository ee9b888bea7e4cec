package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/**
 * How long a job at the head of a queue may be unable to start for one reason; AWS Batch API reference,
 * JobStateTimeLimitAction.
 */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobStateLimit(
        @JsonPropertyDescription("The reason AWS Batch gives for the job being stuck, in AWS spelling.") @Required
        JobStateLimitReason reason,

        @JsonPropertyDescription(
                "Seconds after which the job is cancelled; AWS Batch accepts 600 to 86400. Default: 600.")
        @Min(600)
        @Max(86400)
        @Nullable
        Integer maxTimeSeconds)
        implements JobStateLimitBuilder.With {}
