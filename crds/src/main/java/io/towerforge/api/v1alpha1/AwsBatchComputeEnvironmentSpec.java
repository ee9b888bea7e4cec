package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a user wants: one Nextflow-ready environment in one AWS account and region. */
@ValidationRule(
        value = "has(self.forge) != has(self.manual)",
        fieldPath = ".forge",
        message = FeatureRules.FORGE_OR_MANUAL)
@ValidationRule(
        value = "self.region == oldSelf.region",
        fieldPath = ".region",
        message = EnvironmentRules.REGION_IS_IMMUTABLE)
@ValidationRule(
        value =
                "!(has(self.fusion) && has(self.fusion.enabled) && self.fusion.enabled) || (has(self.wave) && has(self.wave.enabled) && self.wave.enabled)",
        fieldPath = ".fusion.enabled",
        message = FeatureRules.FUSION_NEEDS_WAVE)
@ValidationRule(
        value =
                "!(has(self.fusion) && has(self.fusion.enabled) && self.fusion.enabled) || self.workDirectory.startsWith('s3://')",
        fieldPath = ".fusion.enabled",
        message = FeatureRules.FUSION_NEEDS_S3)
@ValidationRule(
        value =
                "!(has(self.forge) && has(self.forge.fargateHead) && self.forge.fargateHead) || (has(self.fusion) && has(self.fusion.enabled) && self.fusion.enabled)",
        fieldPath = ".forge.fargateHead",
        message = FeatureRules.FARGATE_HEAD_NEEDS_FUSION)
@ValidationRule(
        value =
                "!(has(self.forge) && has(self.forge.fargateHead) && self.forge.fargateHead) || self.workDirectory.startsWith('s3://')",
        fieldPath = ".forge.fargateHead",
        message = FeatureRules.FARGATE_HEAD_NEEDS_S3)
@ValidationRule(
        value =
                "!(has(self.forge) && has(self.forge.fargateHead) && self.forge.fargateHead) || !has(self.headJob) || !has(self.headJob.cpus) || self.headJob.cpus <= 16",
        fieldPath = ".headJob.cpus",
        message = FeatureRules.FARGATE_HEAD_CPUS)
@ValidationRule(
        value =
                "!(has(self.forge) && has(self.forge.fargateHead) && self.forge.fargateHead) || !has(self.headJob) || !has(self.headJob.memoryMiB) || self.headJob.memoryMiB <= 122880",
        fieldPath = ".headJob.memoryMiB",
        message = FeatureRules.FARGATE_HEAD_MEMORY)
@ValidationRule(
        value =
                "!has(self.forge) || !has(self.forge.architecture) || self.forge.architecture != 'ARM64' || ((has(self.wave) && has(self.wave.enabled) && self.wave.enabled) && (has(self.fusion) && has(self.fusion.enabled) && self.fusion.enabled))",
        fieldPath = ".forge.architecture",
        message = FeatureRules.ARM64_NEEDS_FUSION)
@ValidationRule(
        value =
                "!has(self.fusion) || !has(self.fusion.fastInstanceStorage) || !self.fusion.fastInstanceStorage || !has(self.forge) || !has(self.forge.instanceTypes) || !self.forge.instanceTypes.exists(instanceType, instanceType in ['optimal', 'default_x86_64', 'default_arm64', 'c4', 'm4', 'r4'] || instanceType.startsWith('c4.') || instanceType.startsWith('m4.') || instanceType.startsWith('r4.'))",
        fieldPath = ".forge.instanceTypes",
        message = FeatureRules.FAST_STORAGE_TYPES)
@ValidationRule(
        value =
                "!(has(self.forge) && has(self.forge.ebsAutoScale) && has(self.forge.ebsAutoScale.enabled) && self.forge.ebsAutoScale.enabled) || !(has(self.fusion) && has(self.fusion.enabled) && self.fusion.enabled)",
        fieldPath = ".forge.ebsAutoScale",
        message = FeatureRules.EBS_AUTO_SCALE_EXCLUDES_FUSION)
@ValidationRule(
        value =
                "!(has(self.forge) && has(self.forge.bucketMounts) && has(self.forge.bucketMounts.enabled) && self.forge.bucketMounts.enabled) || !(has(self.fusion) && has(self.fusion.enabled) && self.fusion.enabled)",
        fieldPath = ".forge.bucketMounts",
        message = FeatureRules.BUCKET_MOUNTS_EXCLUDE_FUSION)
@ValidationRule(
        value =
                "!has(self.awsCliPath) || !has(self.forge) || !(has(self.fusion) && has(self.fusion.enabled) && self.fusion.enabled)",
        fieldPath = ".awsCliPath",
        message = FeatureRules.CLI_PATH_EXCLUDES_FUSION)
@ValidationRule(
        value =
                "!has(self.forge) || !self.workDirectory.startsWith('/') || (has(self.forge.efs) && (has(self.forge.efs.mountPath) ? (self.workDirectory == self.forge.efs.mountPath || self.workDirectory.startsWith(self.forge.efs.mountPath + '/')) : (self.workDirectory == '/mnt/efs' || self.workDirectory.startsWith('/mnt/efs/')))) || (has(self.forge.fsx) && (has(self.forge.fsx.mountPath) ? (self.workDirectory == self.forge.fsx.mountPath || self.workDirectory.startsWith(self.forge.fsx.mountPath + '/')) : (self.workDirectory == '/mnt/fsx' || self.workDirectory.startsWith('/mnt/fsx/'))))",
        fieldPath = ".workDirectory",
        message = FeatureRules.WORK_DIRECTORY_ON_A_MOUNT)
@ValidationRule(
        value = "!has(self.manual) || !has(self.logGroup) || !has(self.logGroup.retentionDays)",
        fieldPath = ".logGroup.retentionDays",
        message = EnvironmentRules.RETENTION_NEEDS_FORGE)
@ValidationRule(
        value =
                "!has(self.manual) || !has(self.pipelineSecrets) || size(self.pipelineSecrets) == 0 || has(self.executionRoleArn)",
        fieldPath = ".executionRoleArn",
        message = EnvironmentRules.SECRETS_NEED_EXECUTION_ROLE)
@ValidationRule(
        value =
                "!has(self.pipelineSecrets) || !has(self.environment) || !self.pipelineSecrets.exists(secret, self.environment.exists(variable, variable.name == secret.name && (!has(variable.scope) || variable.scope != 'Compute')))",
        fieldPath = ".pipelineSecrets",
        message = EnvironmentRules.SECRET_OR_VARIABLE)
@ValidationRule(
        value =
                "!has(self.manual) || ((!self.manual.headQueue.startsWith('arn:') || self.manual.headQueue.contains(':' + self.region + ':')) && (!self.manual.computeQueue.startsWith('arn:') || self.manual.computeQueue.contains(':' + self.region + ':')))",
        fieldPath = ".manual",
        message = EnvironmentRules.QUEUES_IN_REGION)
@ValidationRule(
        value = "!has(self.resourceLabels) || self.resourceLabels.all(key, size(key) >= 1 && size(key) <= 128)",
        fieldPath = ".resourceLabels",
        message = LabelRules.KEY_LENGTH)
@ValidationRule(
        value =
                "!has(self.resourceLabels) || self.resourceLabels.all(key, !key.startsWith('aws:') && !key.startsWith('AWS:') && !key.startsWith('towerforge.io/') && !key.startsWith('kubernetes.io/cluster/'))",
        fieldPath = ".resourceLabels",
        message = LabelRules.RESERVED_KEY)
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AwsBatchComputeEnvironmentSpec(
        @JsonPropertyDescription(
                "The AWS region, for example eu-west-1. AWS: the Region of everything. It never changes.")
        @Required
        @Pattern(Formats.REGION)
        @Size(min = 9, max = 32)
        String region,

        @JsonPropertyDescription(
                "The AwsIdentity whose credentials are used. Default: 'default' when it exists, else the operator's "
                        + "own credentials. An edit is used from the next call on, and must lead into the same account. Seqera: "
                        + "Credentials.")
        @Pattern(Formats.DNS_SUBDOMAIN)
        @Size(min = 1, max = 253)
        @Nullable
        String identityName,

        @JsonPropertyDescription(
                "Nextflow's work directory: s3://bucket or s3://bucket/path in the same region, or a path below the "
                        + "mount of EFS or FSx. Nextflow: workDir. AWS: policy of the instance role. An edit reaches pipelines "
                        + "that start after it; the bucket it leaves may be used until nothing runs. Seqera: Pipeline work directory.")
        @Required
        @Pattern(Formats.WORK_DIRECTORY)
        @Size(min = 2, max = 1024)
        String workDirectory,

        @JsonPropertyDescription(
                "Whether deleting this object deletes what it created in AWS (Delete) or leaves it there (Retain). "
                        + "Default: Delete. An edit counts from then on, also while a deletion is under way. Seqera: Dispose "
                        + "resources.")
        @Nullable
        DeletionPolicy deletionPolicy,

        @JsonPropertyDescription(
                "What a deletion does with jobs still in the queues. Default: wait for them. An edit counts from then "
                        + "on, also while a deletion is under way.")
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

        @JsonPropertyDescription(
                "The job that runs Nextflow, for which a job definition is kept in AWS Batch. Default: 1 vCPU and 4096 MiB.")
        @Nullable
        HeadJobSpec headJob,

        @JsonPropertyDescription("The jobs that run the tasks. Default: the instance role.") @Nullable
        ComputeJobSpec computeJob,

        @JsonPropertyDescription(
                "The role with which ECS starts containers and reads secrets. Default: forge creates one. AWS: "
                        + "executionRoleArn of the job definition. Nextflow: aws.batch.executionRole. An edit is another "
                        + "revision; jobs that run go on. Seqera: Batch execution role.")
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
                "Absolute path of the aws command on the instances; it ends in /bin/aws. Whoever names "
                        + "one has it in the image, so that none is installed at boot. Not with forge and Fusion. "
                        + "Default: with forge /home/ec2-user/miniconda/bin/aws, with Fusion none. Nextflow: aws.batch.cliPath. "
                        + "AWS: user data of the launch template. An edit replaces instances and lets their jobs end first. "
                        + "Seqera: AWS CLI tool path.")
        @Pattern(Formats.AWS_CLI_PATH)
        @Size(min = 8, max = 256)
        @Nullable
        String awsCliPath,

        @JsonPropertyDescription(
                "Variables in the environment of the jobs, with their values as they are written. They are no place "
                        + "for secrets. AWS: environment of the job definition. Nextflow: env. An edit touches no job that "
                        + "runs. Seqera: Environment variables.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @MapList("name")
        @Size(max = 50)
        List<EnvironmentVariable> environment,

        @JsonPropertyDescription(
                "Bash that runs before Nextflow in the head job, at most 4096 characters. It is sourced: what it "
                        + "exports reaches Nextflow, and if it fails the job ends. AWS: environment of the job definition. An "
                        + "edit is another revision; head jobs that run go on. Seqera: Pre-run script.")
        @Size(max = 4096)
        @Nullable
        String preRunScript,

        @JsonPropertyDescription(
                "Bash that runs after Nextflow in the head job, at most 4096 characters. It sees NXF_EXIT_STATUS. "
                        + "AWS: environment of the job definition. An edit is another revision; head jobs that run go on. "
                        + "Seqera: Post-run script.")
        @Size(max = 4096)
        @Nullable
        String postRunScript,

        @JsonPropertyDescription(
                "Nextflow configuration appended to the generated one, so that it wins; at most 65536 characters. "
                        + "Nextflow: the end of nextflow.config. An edit reaches pipelines that start after it. Seqera: "
                        + "Nextflow config file.")
        @Size(max = 65536)
        @Nullable
        String nextflowConfig,

        @JsonPropertyDescription(
                "AWS tags on everything that is created, at most 25: keys of 1 to 128 and values of up to 256 "
                        + "letters, digits, spaces and _ . : / = + - @. AWS: tags, and process.resourceLabels for jobs. An "
                        + "edit changes tags in place; instances that run keep theirs. Seqera: Resource labels.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 25)
        Map<String, @Pattern(Formats.LABEL_VALUE) @Size(max = 256) String> resourceLabels,

        @JsonPropertyDescription(
                "Secrets a pipeline may use, synchronised from Kubernetes to AWS Secrets Manager; a head job sees each as a variable. "
                        + "AWS: secrets of Secrets Manager, and secrets of the job definition. An edit reaches head jobs and "
                        + "tasks that start after it; a secret that is taken out stays until no job runs. Seqera: Pipeline secrets.")
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

    /** Whether Fusion saves tasks before a Spot instance is reclaimed; off by default. */
    public boolean usesSnapshots() {
        return fusion != null && Boolean.TRUE.equals(fusion.snapshots());
    }

    /** Whether the work directory lies in S3, as opposed to a mounted file system. */
    public boolean usesS3WorkDirectory() {
        return workDirectory != null && workDirectory.startsWith("s3://");
    }
}
