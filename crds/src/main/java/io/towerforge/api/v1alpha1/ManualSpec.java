package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.soabase.recordbuilder.core.RecordBuilder;

/** Queues that exist already; they are never changed or deleted. */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ManualSpec(
        @JsonPropertyDescription(
                "Name or ARN of the queue for head jobs; On-Demand capacity is advisable. AWS: the queue itself, "
                        + "which is never changed. An edit reaches pipelines that start after it; jobs in the old queue go on. "
                        + "Seqera: Head queue.")
        @Required
        @Pattern(Formats.JOB_QUEUE)
        @Size(min = 1, max = 256)
        String headQueue,

        @JsonPropertyDescription(
                "Name or ARN of the queue for the tasks. Nextflow: process.queue. An edit reaches pipelines that "
                        + "start after it; jobs in the old queue go on. Seqera: Compute queue.")
        @Required
        @Pattern(Formats.JOB_QUEUE)
        @Size(min = 1, max = 256)
        String computeQueue)
        implements ManualSpecBuilder.With {}
