package io.towerforge.operator.scenarios;

import io.towerforge.api.v1alpha1.AllocationStrategy;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.BootDiskSpec;
import io.towerforge.api.v1alpha1.BucketMountsSpec;
import io.towerforge.api.v1alpha1.EbsAutoScaleSpec;
import io.towerforge.api.v1alpha1.EfsCreateSpec;
import io.towerforge.api.v1alpha1.EfsSpec;
import io.towerforge.api.v1alpha1.EnvironmentScope;
import io.towerforge.api.v1alpha1.EnvironmentVariable;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.api.v1alpha1.FsxCreateSpec;
import io.towerforge.api.v1alpha1.FsxSpec;
import io.towerforge.api.v1alpha1.FusionSpec;
import io.towerforge.api.v1alpha1.HeadJobSpec;
import io.towerforge.api.v1alpha1.LogGroupSpec;
import io.towerforge.api.v1alpha1.NetworkSpec;
import io.towerforge.api.v1alpha1.PipelineSecret;
import io.towerforge.api.v1alpha1.ProvisioningModel;
import io.towerforge.api.v1alpha1.RolesSpec;
import io.towerforge.api.v1alpha1.SecretKeyRef;
import io.towerforge.api.v1alpha1.WaveSpec;
import io.towerforge.operator.world.UsersNetwork;
import io.towerforge.operator.world.UsersRoles;
import io.towerforge.operator.world.World;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** One edit of every field that may be edited. */
enum Edit {
    MAX_CPUS(forge -> forge.withMaxCpus(512)),
    LOWER_MAX_CPUS(forge -> forge.withMaxCpus(20)),
    MIN_CPUS(forge -> forge.withMinCpus(4)),
    TYPES(forge -> forge.withInstanceTypes(List.of("c6id"))),
    STRATEGY(forge -> forge.withAllocationStrategy(AllocationStrategy.SPOT_CAPACITY_OPTIMIZED)),
    BID(forge -> forge.withCostPercentage(60)),
    ON_DEMAND(forge -> forge.withProvisioningModel(ProvisioningModel.ON_DEMAND).withAllocationStrategy(null)),
    KEY_PAIR(forge -> forge.withKeyPair("debugging")),
    SUBNETS(forge -> forge.withNetwork(new NetworkSpec(null, UsersNetwork.SUBNETS, List.of()))),
    SECURITY_GROUPS(forge -> forge.withNetwork(new NetworkSpec(null, List.of(), List.of(UsersNetwork.OPEN_GROUP)))),
    IMAGE(forge -> forge.withImageId(World.OWN_IMAGE)),
    INSTANCE_PROFILE(forge -> forge.withRoles(new RolesSpec(null, UsersRoles.INSTANCE_PROFILE, null, null))),
    NO_ROLES(forge -> forge.withRoles(null)),
    SERVICE_ROLE(forge -> forge.withRoles(new RolesSpec(UsersRoles.BATCH, null, null, null))),
    BOUNDARY(forge -> forge.withRoles(new RolesSpec(null, null, null, "arn:aws:iam::aws:policy/PowerUserAccess"))),
    GPU(forge -> forge.withGpu(true).withInstanceTypes(List.of("g5"))),
    KEY(forge -> forge.withBootDisk(new BootDiskSpec(null, null, null, "alias/genomics"))),
    BUCKETS(forge -> forge.withAllowedBuckets(List.of("s3://acme-references"))),
    DISK(forge -> forge.withBootDisk(new BootDiskSpec(100, null, null, null))),
    FUSION(Edit::same, spec -> spec.withWave(new WaveSpec(true)).withFusion(new FusionSpec(true, false, true))),
    FAST_STORAGE(
            forge -> forge.withInstanceTypes(List.of()),
            spec -> spec.withWave(new WaveSpec(true)).withFusion(new FusionSpec(true, true, false))),
    HEAD_JOB(
            Edit::same,
            spec -> spec.withHeadJob(new HeadJobSpec(2, 8192, null, null))
                    .withPreRunScript("export A=1\n")
                    .withNextflowConfig("process.maxRetries = 3\n")),
    VARIABLES(
            Edit::same,
            spec -> spec.withEnvironment(List.of(new EnvironmentVariable("A", "b", EnvironmentScope.BOTH)))),
    AGENT(forge -> forge.withEcsAgentConfig("ECS_LOGLEVEL=debug\n")),
    EFS(forge -> forge.withEfs(new EfsSpec(new EfsCreateSpec(null), null, null))),
    FSX(forge -> forge.withFsx(new FsxSpec(new FsxCreateSpec(null), null, null))),
    BUCKET_MOUNTS(forge -> forge.withBucketMounts(new BucketMountsSpec(true))),
    AUTO_SCALE(forge -> forge.withEbsAutoScale(new EbsAutoScaleSpec(true, null))),
    LIMITS(forge -> forge.withJobStateLimits(List.of())),
    LABELS(Edit::same, spec -> spec.withResourceLabels(Map.of("team", "genomics"))),
    RETENTION(Edit::same, spec -> spec.withLogGroup(new LogGroupSpec(null, 7))),
    LOG_GROUP(Edit::same, spec -> spec.withLogGroup(new LogGroupSpec("/acme/nextflow", null))),
    EXECUTION_ROLE(Edit::same, spec -> spec.withExecutionRoleArn(UsersRoles.EXECUTION)),
    SECRETS(
            Edit::same,
            spec -> spec.withPipelineSecrets(
                    List.of(new PipelineSecret("LICENSE", new SecretKeyRef("licences", "dragen"))))),
    WORK_DIRECTORY(Edit::same, spec -> spec.withWorkDirectory("s3://acme-other/work"));

    private final UnaryOperator<AwsBatchComputeEnvironmentSpec> edit;

    Edit(UnaryOperator<ForgeSpec> forge) {
        this(forge, spec -> spec);
    }

    Edit(UnaryOperator<ForgeSpec> forge, UnaryOperator<AwsBatchComputeEnvironmentSpec> rest) {
        this.edit = spec -> rest.apply(spec.withForge(forge.apply(spec.forge())));
    }

    AwsBatchComputeEnvironmentSpec of(AwsBatchComputeEnvironmentSpec spec) {
        return edit.apply(spec);
    }

    private static ForgeSpec same(ForgeSpec forge) {
        return forge;
    }
}
