package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An environment that is created for the user: the compute environments, queues, roles and storage. */
@ValidationRule(
        value = "!has(self.minCpus) || self.minCpus <= self.maxCpus",
        fieldPath = ".minCpus",
        message = ForgeRules.MIN_CPUS)
@ValidationRule(
        value =
                "!(has(self.provisioningModel) && self.provisioningModel != 'Spot') || !has(self.allocationStrategy) || !self.allocationStrategy.startsWith('SPOT_')",
        fieldPath = ".allocationStrategy",
        message = ForgeRules.SPOT_STRATEGY)
@ValidationRule(
        value =
                "(has(self.provisioningModel) && self.provisioningModel != 'Spot') || !has(self.allocationStrategy) || self.allocationStrategy != 'BEST_FIT' || (has(self.roles) && has(self.roles.spotFleetRoleArn))",
        fieldPath = ".allocationStrategy",
        message = ForgeRules.BEST_FIT_NEEDS_FLEET_ROLE)
@ValidationRule(
        value = "!(has(self.provisioningModel) && self.provisioningModel != 'Spot') || !has(self.costPercentage)",
        fieldPath = ".costPercentage",
        message = ForgeRules.COST_PERCENTAGE)
@ValidationRule(
        value =
                "!(has(self.fargateHead) && self.fargateHead) || !(has(self.provisioningModel) && self.provisioningModel != 'Spot')",
        fieldPath = ".fargateHead",
        message = ForgeRules.FARGATE_HEAD_NEEDS_SPOT)
@ValidationRule(
        value = "!(has(self.fargateHead) && self.fargateHead) || !has(self.efs)",
        fieldPath = ".efs",
        message = ForgeRules.FARGATE_HEAD_EXCLUDES_EFS)
@ValidationRule(
        value = "!(has(self.fargateHead) && self.fargateHead) || !has(self.fsx)",
        fieldPath = ".fsx",
        message = ForgeRules.FARGATE_HEAD_EXCLUDES_FSX)
@ValidationRule(
        value = "!(has(self.fargateHead) && self.fargateHead) || !has(self.imageId)",
        fieldPath = ".imageId",
        message = ForgeRules.FARGATE_HEAD_EXCLUDES_IMAGE)
@ValidationRule(
        value = "!(has(self.fargateHead) && self.fargateHead) || !(has(self.gpu) && self.gpu)",
        fieldPath = ".gpu",
        message = ForgeRules.FARGATE_HEAD_EXCLUDES_GPU)
@ValidationRule(
        value =
                "!(has(self.architecture) && self.architecture == 'ARM64') || (has(self.fargateHead) && self.fargateHead)",
        fieldPath = ".architecture",
        message = ForgeRules.ARM64_NEEDS_FARGATE_HEAD)
@ValidationRule(
        value = "!(has(self.architecture) && self.architecture == 'ARM64') || !(has(self.gpu) && self.gpu)",
        fieldPath = ".gpu",
        message = ForgeRules.ARM64_EXCLUDES_GPU)
@ValidationRule(
        value = "!(has(self.gpu) && self.gpu) || (has(self.instanceTypes) && size(self.instanceTypes) > 0)",
        fieldPath = ".instanceTypes",
        message = ForgeRules.GPU_NEEDS_TYPES)
@ValidationRule(
        value = "!has(self.imageUpdates) || self.imageUpdates != 'Latest' || !has(self.imageId)",
        fieldPath = ".imageUpdates",
        message = ForgeRules.IMAGE_UPDATES_EXCLUDE_IMAGE)
@ValidationRule(
        value =
                "!has(self.efs) || !has(self.fsx) || (has(self.efs.mountPath) ? (has(self.fsx.mountPath) ? self.efs.mountPath != self.fsx.mountPath : self.efs.mountPath != '/mnt/fsx') : (!has(self.fsx.mountPath) || self.fsx.mountPath != '/mnt/efs'))",
        fieldPath = ".fsx",
        message = ForgeRules.MOUNT_PATHS_DIFFER)
@ValidationRule(
        value =
                "!(has(self.bucketMounts) && has(self.bucketMounts.enabled) && self.bucketMounts.enabled) || !((has(self.efs) && has(self.efs.mountPath) && (self.efs.mountPath + '/').startsWith('/fusion/')) || (has(self.fsx) && has(self.fsx.mountPath) && (self.fsx.mountPath + '/').startsWith('/fusion/')))",
        fieldPath = ".bucketMounts",
        message = ForgeRules.BUCKET_MOUNTS_HAVE_THE_FOLDER)
@ValidationRule(
        value =
                "!(has(self.bucketMounts) && has(self.bucketMounts.enabled) && self.bucketMounts.enabled) || !has(self.allowedBuckets) || size(self.allowedBuckets) <= 20",
        fieldPath = ".allowedBuckets",
        message = ForgeRules.BUCKET_MOUNTS_ARE_FEW)
@ValidationRule(
        value =
                "!has(self.ecsAgentConfig) || size(self.ecsAgentConfig) <= 1024 || (!(has(self.bucketMounts) && has(self.bucketMounts.enabled) && self.bucketMounts.enabled) && !(has(self.ebsAutoScale) && has(self.ebsAutoScale.enabled) && self.ebsAutoScale.enabled))",
        fieldPath = ".ecsAgentConfig",
        message = ForgeRules.AGENT_CONFIG_LEAVES_ROOM)
@ValidationRule(
        value =
                "!has(self.ecsAgentConfig) || !self.ecsAgentConfig.matches('[^ -~\\n\\t]|(^|\\n)[ \\t]*([^A-Z# \\t\\n]|[A-Z][A-Z0-9_]*([^A-Z0-9_=]|$))')",
        fieldPath = ".ecsAgentConfig",
        message = ForgeRules.AGENT_CONFIG_LINES)
@ValidationRule(
        value = "!has(self.ecsAgentConfig) || !self.ecsAgentConfig.contains('ECS_CLUSTER=')",
        fieldPath = ".ecsAgentConfig",
        message = ForgeRules.AGENT_CONFIG_CLUSTER)
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ForgeSpec(
        @JsonPropertyDescription(
                "How the instances are bought: Spot or OnDemand. Default: Spot. AWS: type of the compute resources. "
                        + "An edit replaces instances and lets their jobs end first. Seqera: Provisioning model.")
        @Nullable
        ProvisioningModel provisioningModel,

        @JsonPropertyDescription(
                "vCPUs kept running even when there are no jobs; they cost money all the time. At most maxCpus. "
                        + "Default: 0. AWS: minvCpus. An edit is made in place; jobs go on. Seqera: Min CPUs.")
        @Min(0)
        @Max(1000000)
        @Nullable
        Integer minCpus,

        @JsonPropertyDescription(
                "The most vCPUs that may run at once; AWS Batch may exceed it by one instance. AWS: maxvCpus. An edit "
                        + "is made in place and jobs go on; a lower one waits until no more is in use. Seqera: Max CPUs.")
        @Required
        @Min(1)
        @Max(1000000)
        Integer maxCpus,

        @JsonPropertyDescription(
                "Instance families (m6id) or types (m6id.8xlarge), in AWS spelling. Empty: chosen for you, see "
                        + "status.effective. AWS: instanceTypes. An edit replaces instances and lets their jobs end first. "
                        + "Seqera: Instance types.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @SetList
        @Size(max = 50)
        List<@Pattern(Formats.INSTANCE_TYPE) @Size(min = 1, max = 64) String> instanceTypes,

        @JsonPropertyDescription(
                "How AWS Batch picks among the instance types, in AWS spelling. SPOT_* only with Spot. Default: "
                        + "SPOT_PRICE_CAPACITY_OPTIMIZED with Spot, BEST_FIT_PROGRESSIVE with OnDemand. AWS: "
                        + "allocationStrategy. An edit replaces instances and lets their jobs end first.")
        @Nullable
        AllocationStrategy allocationStrategy,

        @JsonPropertyDescription(
                "The highest Spot price, in percent of the On-Demand price. Only with Spot. Default: 100. AWS: "
                        + "bidPercentage. An edit replaces instances and lets their jobs end first. Seqera: Cost percentage.")
        @Min(1)
        @Max(100)
        @Nullable
        Integer costPercentage,

        @JsonPropertyDescription(
                "The processor architecture. ARM64 (Graviton) needs a Fargate head, Wave and Fusion, and excludes "
                        + "GPU. Default: X86_64. AWS: image, instance types and a queue of its own. An edit makes the other "
                        + "queue; the old one goes after its last job. Seqera: Use Graviton CPU architecture.")
        @Nullable
        Architecture architecture,

        @JsonPropertyDescription(
                "Whether the GPU variant of the machine image is used; name GPU instance types too. Default: false. "
                        + "AWS: imageType ECS_AL2023_NVIDIA. An edit replaces instances and lets their jobs end first. Seqera: "
                        + "Use GPU-enabled ECS AMI.")
        @Nullable
        Boolean gpu,

        @JsonPropertyDescription(
                "Whether head jobs run on Fargate. Needs Spot, Fusion and an S3 work directory; excludes EFS, FSx, a "
                        + "custom image and GPU. Default: false. AWS: a compute environment of type FARGATE and a queue of its "
                        + "own. An edit makes the other queue; the old one goes after its last head job. Seqera: Use Fargate "
                        + "for head job.")
        @Nullable
        Boolean fargateHead,

        @JsonPropertyDescription(
                "A machine image derived from the ECS-optimised one. Default: the ECS-optimised Amazon Linux 2023 "
                        + "image, resolved once and recorded in status.effective. AWS: imageIdOverride. An edit replaces "
                        + "instances and lets their jobs end first. Seqera: AMI ID.")
        @Pattern(Formats.IMAGE_ID)
        @Size(min = 12, max = 21)
        @Nullable
        String imageId,

        @JsonPropertyDescription(
                "Whether a newer ECS-optimised image replaces the one chosen first. Not together with imageId. "
                        + "Default: Pinned. AWS: imageIdOverride. An edit changes nothing by itself; a newer image replaces "
                        + "instances and lets their jobs end first.")
        @Nullable
        ImageUpdates imageUpdates,

        @JsonPropertyDescription(
                "Name of an EC2 key pair for SSH access. Default: none. AWS: ec2KeyPair. An edit replaces instances "
                        + "and lets their jobs end first. Seqera: Key pair.")
        @Pattern(Formats.KEY_PAIR)
        @Size(min = 1, max = 255)
        @Nullable
        String keyPair,

        @JsonPropertyDescription(
                "Where the instances run. Default: the region's default VPC with its default subnets, one in each zone.")
        @Nullable
        NetworkSpec network,

        @JsonPropertyDescription("The root volume of every instance. Default: 50 GiB gp3.") @Nullable
        BootDiskSpec bootDisk,

        @JsonPropertyDescription("Growing the container disk as it fills. Deprecated: use Fusion. Default: off.")
        @Nullable
        EbsAutoScaleSpec ebsAutoScale,

        @JsonPropertyDescription("An EFS file system on every instance. Default: none.") @Nullable
        EfsSpec efs,

        @JsonPropertyDescription("An FSx for Lustre file system on every instance. Default: none.") @Nullable
        FsxSpec fsx,

        @JsonPropertyDescription(
                "Buckets the instances may use, as s3://bucket or s3://bucket/path; the work directory's bucket is "
                        + "included by itself. AWS: policy of the instance role. An edit is made in place; a bucket that it "
                        + "takes out may be used until nothing runs. With bucketMounts at most 20, and an "
                        + "edit replaces instances too and lets their jobs end first. Seqera: Allowed S3 buckets.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @SetList
        @Size(max = 50)
        List<@Pattern(Formats.BUCKET_URI) @Size(min = 8, max = 1024) String> allowedBuckets,

        @JsonPropertyDescription(
                "The work bucket and the allowed buckets as folders at /fusion/s3/<bucket>. Not together with "
                        + "Fusion. Default: off.")
        @Nullable
        BucketMountsSpec bucketMounts,

        @JsonPropertyDescription(
                "What happens to EBS volumes that outlived their instance. Default: they are reported after a day.")
        @Nullable
        DetachedVolumesSpec detachedVolumes,

        @JsonPropertyDescription(
                "Lines NAME=value for /etc/ecs/ecs.config on every instance; one of a name that the operator sets "
                        + "itself wins. At most 4096 characters, 1024 with bucketMounts or ebsAutoScale, because EC2 user data holds 16 KiB. Default: none. AWS: "
                        + "user data of the launch template. An edit replaces instances and lets their jobs end first. "
                        + "Seqera: ECS config.")
        @Size(max = 4096)
        @Nullable
        String ecsAgentConfig,

        @JsonPropertyDescription(
                "When a job that cannot start is cancelled, so that it does not block the queue. Default: both "
                        + "MISCONFIGURATION reasons of AWS Batch at 600 s; an empty list switches it off. AWS: "
                        + "jobStateTimeLimitActions of the queues. An edit is made in place; jobs that run go on.")
        @MapList("reason")
        @Size(max = 4)
        @Nullable
        List<JobStateLimit> jobStateLimits,

        @JsonPropertyDescription("IAM roles to use instead of created ones. Default: all are created.") @Nullable
        RolesSpec roles,

        @JsonPropertyDescription("How an edit reaches instances that are running. Default: running jobs finish.")
        @Nullable
        UpdatesSpec updates)
        implements ForgeSpecBuilder.With {
    /** Copies the collections; one that is absent becomes empty unless absent means something else than empty. */
    public ForgeSpec {
        instanceTypes = Copies.listOf(instanceTypes);
        allowedBuckets = Copies.listOf(allowedBuckets);
        jobStateLimits = Copies.nullableListOf(jobStateLimits);
    }

    /** Whether tasks run on Spot instances, which is the default. */
    public boolean usesSpot() {
        return provisioningModel == null || provisioningModel == ProvisioningModel.SPOT;
    }

    /** Whether head jobs run on Fargate; off by default. */
    public boolean usesFargateHead() {
        return Boolean.TRUE.equals(fargateHead);
    }

    /** Whether the GPU image is used; off by default. */
    public boolean usesGpu() {
        return Boolean.TRUE.equals(gpu);
    }

    /** Whether the container disk grows as it fills; off by default. */
    public boolean usesEbsAutoScale() {
        return ebsAutoScale != null && Boolean.TRUE.equals(ebsAutoScale.enabled());
    }

    /** Whether volumes that outlived their instance are deleted, instead of only reported. */
    public boolean deletesDetachedVolumes() {
        return detachedVolumes != null && detachedVolumes.action() == DetachedVolumeAction.DELETE;
    }

    /** How old a volume must be before it counts as one that outlived its instance. */
    public Duration detachedVolumesAfter() {
        return Duration.ofHours(
                detachedVolumes == null || detachedVolumes.afterHours() == null
                        ? DetachedVolumesSpec.DEFAULT_AFTER_HOURS
                        : detachedVolumes.afterHours());
    }

    /** Whether buckets appear as folders; off by default. */
    public boolean usesBucketMounts() {
        return bucketMounts != null && Boolean.TRUE.equals(bucketMounts.enabled());
    }
}
