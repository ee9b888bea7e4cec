package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/** The jobs that run the tasks of a pipeline. */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComputeJobSpec(
        @JsonPropertyDescription(
                "The IAM role of the task jobs; it trusts ecs-tasks.amazonaws.com. Default: the instance role. "
                        + "Nextflow: aws.batch.jobRole. An edit reaches pipelines that start after it; where head jobs have a "
                        + "role of their own too, it also replaces instances and lets their jobs end first. Seqera: Compute job "
                        + "role.")
        @Pattern(Formats.ROLE_ARN)
        @Size(min = 20, max = 2048)
        @Nullable
        String roleArn)
        implements ComputeJobSpecBuilder.With {}
