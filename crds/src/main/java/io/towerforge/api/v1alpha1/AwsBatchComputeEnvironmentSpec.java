package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants: one Nextflow-ready environment in one AWS account and region.
 */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AwsBatchComputeEnvironmentSpec(
        @JsonPropertyDescription("The AWS region, for example eu-west-1. It never changes.")
        @Required
        @Pattern(Formats.REGION)
        @Size(min = 9, max = 32)
        String region,

        @JsonPropertyDescription(
                "The AwsIdentity whose credentials are used. Default: 'default' when it exists, else the "
                        + "operator's own credentials. Seqera: Credentials.")
        @Pattern(Formats.DNS_SUBDOMAIN)
        @Size(min = 1, max = 253)
        @Nullable
        String identityName,

        @JsonPropertyDescription(
                "Nextflow's work directory: s3://bucket or s3://bucket/path in the same region, or a path below "
                        + "the mount of EFS or FSx. Seqera: Pipeline work directory.")
        @Required
        @Pattern(Formats.WORK_DIRECTORY)
        @Size(min = 2, max = 1024)
        String workDirectory,

        @JsonPropertyDescription(
                "Whether deleting this object deletes what it created in AWS (Delete) or leaves it there "
                        + "(Retain). Default: Delete. Seqera: Dispose resources.")
        @Nullable
        DeletionPolicy deletionPolicy,

        @JsonPropertyDescription("What a deletion does with jobs still in the queues. Default: wait for them.")
        @Nullable
        OnDelete onDelete,

        @JsonPropertyDescription("Create the environment. Exactly one of forge and manual.") @Nullable
        ForgeSpec forge,

        @JsonPropertyDescription("Connect to queues that exist already. Exactly one of forge and manual.") @Nullable
        ManualSpec manual,

        @JsonPropertyDescription("Wave containers. Default: off.") @Nullable
        WaveSpec wave,

        @JsonPropertyDescription("The Fusion file system. Default: off.") @Nullable
        FusionSpec fusion,

        @JsonPropertyDescription("The job that runs Nextflow. Default: 1 vCPU and 4096 MiB.") @Nullable
        HeadJobSpec headJob,

        @JsonPropertyDescription("The jobs that run the tasks. Default: the instance role.") @Nullable
        ComputeJobSpec computeJob,

        @JsonPropertyDescription(
                "The role with which ECS starts containers and reads secrets. Default: forge creates one. Seqera: "
                        + "Batch execution role.")
        @Pattern(Formats.ROLE_ARN)
        @Size(min = 20, max = 2048)
        @Nullable
        String executionRoleArn,

        @JsonPropertyDescription(
                "The CloudWatch log group of the jobs. Default: forge creates TowerForge-<environment id> with 30 "
                        + "days of retention.")
        @Nullable
        LogGroupSpec logGroup,

        @JsonPropertyDescription(
                "Absolute path of the aws command on the instances; it ends in /bin/aws. Not with forge and "
                        + "Fusion. Default: with forge /home/ec2-user/miniconda/bin/aws, with Fusion none. Seqera: AWS CLI "
                        + "tool path.")
        @Pattern(Formats.AWS_CLI_PATH)
        @Size(min = 8, max = 256)
        @Nullable
        String awsCliPath,

        @JsonPropertyDescription("Variables in the environment of the jobs. Seqera: Environment variables.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @MapList("name")
        @Size(max = 50)
        List<EnvironmentVariable> environment,

        @JsonPropertyDescription(
                "Bash that runs before Nextflow in the head job, at most 4096 characters. Seqera: Pre-run script.")
        @Size(max = 4096)
        @Nullable
        String preRunScript,

        @JsonPropertyDescription(
                "Bash that runs after Nextflow in the head job, at most 4096 characters. Seqera: Post-run script.")
        @Size(max = 4096)
        @Nullable
        String postRunScript,

        @JsonPropertyDescription(
                "Nextflow configuration appended to the generated one, so that it wins; at most 65536 characters. "
                        + "Seqera: Nextflow config file.")
        @Size(max = 65536)
        @Nullable
        String nextflowConfig,

        @JsonPropertyDescription(
                "AWS tags on everything that is created, at most 25: keys of 1 to 128 and values of up to 256 "
                        + "letters, digits, spaces and _ . : / = + - @. Seqera: Resource labels.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 25)
        Map<String, @Pattern(Formats.LABEL_VALUE) @Size(max = 256) String> resourceLabels,

        @JsonPropertyDescription(
                "Secrets a pipeline may use, synchronised from Kubernetes to AWS Secrets Manager. Seqera: "
                        + "Pipeline secrets.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @MapList("name")
        @Size(max = 50)
        List<PipelineSecret> pipelineSecrets)
        implements AwsBatchComputeEnvironmentSpecBuilder.With {
    /** Copies the collections; one that is absent becomes empty. */
    public AwsBatchComputeEnvironmentSpec {
        environment = Copies.listOf(environment);
        resourceLabels = Copies.mapOf(resourceLabels);
        pipelineSecrets = Copies.listOf(pipelineSecrets);
    }

    /** Whether Wave is switched on; off by default. */
    public boolean usesWave() {
        return wave != null && Boolean.TRUE.equals(wave.enabled());
    }

    /** Whether Fusion is switched on; off by default. */
    public boolean usesFusion() {
        return fusion != null && Boolean.TRUE.equals(fusion.enabled());
    }

    /** Whether Fusion caches on the instances' own disks; off by default. */
    public boolean usesFastInstanceStorage() {
        return fusion != null && Boolean.TRUE.equals(fusion.fastInstanceStorage());
    }

    /** Whether the work directory lies in S3, as opposed to a mounted file system. */
    public boolean usesS3WorkDirectory() {
        return workDirectory.startsWith("s3://");
    }
}
