package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/** The job that runs Nextflow itself. */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HeadJobSpec(
        @JsonPropertyDescription(
                "vCPUs of the head job; at most 16 on Fargate. Default: 1. AWS: resourceRequirements of the job "
                        + "definition. An edit is another revision; head jobs that run go on. Seqera: Head job CPUs.")
        @Min(1)
        @Max(256)
        @Nullable
        Integer cpus,

        @JsonPropertyDescription(
                "Memory of the head job in MiB; at most 122880 on Fargate. Default: 4096. AWS: resourceRequirements of the job definition. "
                        + "An edit is another revision; head jobs that run go on. Seqera: Head job memory.")
        @Min(512)
        @Max(1048576)
        @Nullable
        Integer memoryMiB,

        @JsonPropertyDescription(
                "The IAM role of the head job; it trusts ecs-tasks.amazonaws.com. Default: the instance role. "
                        + "AWS: jobRoleArn of the job definition. An edit is another revision; head jobs that run go on. "
                        + "Seqera: Head job role.")
        @Pattern(Formats.ROLE_ARN)
        @Size(min = 20, max = 2048)
        @Nullable
        String roleArn,

        @JsonPropertyDescription("The container image of the head job: it has bash and nextflow. Default: "
                + "nextflow/nextflow:25.10.0. AWS: image of the job definition. An edit is another revision; head "
                + "jobs that run go on. Seqera: the launch container.")
        @Pattern(Formats.CONTAINER_IMAGE)
        @Size(min = 1, max = 512)
        @Nullable
        String image)
        implements HeadJobSpecBuilder.With {}
