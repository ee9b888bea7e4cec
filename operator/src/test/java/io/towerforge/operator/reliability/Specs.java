package io.towerforge.operator.reliability;

import io.towerforge.api.v1alpha1.ActiveJobsPolicy;
import io.towerforge.api.v1alpha1.AllocationStrategy;
import io.towerforge.api.v1alpha1.AllowedNamespaces;
import io.towerforge.api.v1alpha1.Architecture;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpecBuilder;
import io.towerforge.api.v1alpha1.AwsIdentitySpec;
import io.towerforge.api.v1alpha1.AwsIdentitySpecBuilder;
import io.towerforge.api.v1alpha1.BootDiskSpec;
import io.towerforge.api.v1alpha1.BootDiskType;
import io.towerforge.api.v1alpha1.BucketMountsSpec;
import io.towerforge.api.v1alpha1.ComputeJobSpec;
import io.towerforge.api.v1alpha1.DetachedVolumeAction;
import io.towerforge.api.v1alpha1.DetachedVolumesSpec;
import io.towerforge.api.v1alpha1.EbsAutoScaleSpec;
import io.towerforge.api.v1alpha1.EfsCreateSpec;
import io.towerforge.api.v1alpha1.EfsSpec;
import io.towerforge.api.v1alpha1.EnvironmentScope;
import io.towerforge.api.v1alpha1.EnvironmentVariable;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.api.v1alpha1.ForgeSpecBuilder;
import io.towerforge.api.v1alpha1.FsxCreateSpec;
import io.towerforge.api.v1alpha1.FsxSpec;
import io.towerforge.api.v1alpha1.FusionSpec;
import io.towerforge.api.v1alpha1.GuardRailsBuilder;
import io.towerforge.api.v1alpha1.HeadJobSpec;
import io.towerforge.api.v1alpha1.ImageUpdates;
import io.towerforge.api.v1alpha1.JobStateLimit;
import io.towerforge.api.v1alpha1.JobStateLimitReason;
import io.towerforge.api.v1alpha1.LogGroupSpec;
import io.towerforge.api.v1alpha1.ManualSpec;
import io.towerforge.api.v1alpha1.NetworkSpec;
import io.towerforge.api.v1alpha1.OnDelete;
import io.towerforge.api.v1alpha1.PipelineSecret;
import io.towerforge.api.v1alpha1.ProvisioningModel;
import io.towerforge.api.v1alpha1.RolesSpec;
import io.towerforge.api.v1alpha1.RunningJobsPolicy;
import io.towerforge.api.v1alpha1.SecretKeyRef;
import io.towerforge.api.v1alpha1.UpdatesSpec;
import io.towerforge.api.v1alpha1.WaveSpec;
import io.towerforge.operator.world.FakeCluster;
import io.towerforge.operator.world.UsersNetwork;
import io.towerforge.operator.world.UsersRoles;
import io.towerforge.operator.world.World;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Specs, and edits that lead from one to another. */
final class Specs {
    static final AwsBatchComputeEnvironmentSpec SPOT = AwsBatchComputeEnvironmentSpecBuilder.builder()
            .region("eu-west-1")
            .workDirectory("s3://acme-nextflow/work")
            .forge(ForgeSpecBuilder.builder().maxCpus(256).build())
            .build();

    static final PipelineSecret LICENSE = new PipelineSecret("LICENSE", new SecretKeyRef("licences", "dragen"));
    static final PipelineSecret TOKEN = new PipelineSecret("TOKEN", new SecretKeyRef("licences", "token"));

    static final AwsBatchComputeEnvironmentSpec ON_DEMAND = forge(
                    forge -> forge.withProvisioningModel(ProvisioningModel.ON_DEMAND))
            .apply(SPOT);

    /** The identity that environments may name, and what an administrator makes of it later. */
    static final String IDENTITY = "research";

    static final AwsIdentitySpec GRANTS = AwsIdentitySpecBuilder.builder()
            .allowedNamespaces(new AllowedNamespaces(List.of(FakeCluster.NAMESPACE), null))
            .guardRails(GuardRailsBuilder.builder()
                    .permissionsBoundaryArn("arn:aws:iam::111122223333:policy/boundary")
                    .rolePath("/towerforge/")
                    .build())
            .resourceLabels(Map.of("cost-centre", "42"))
            .build();

    static final AwsIdentitySpec OTHER_GRANTS = GRANTS.withResourceLabels(Map.of("cost-centre", "43", "owner", "it"))
            .withGuardRails(GRANTS.guardRails().withPermissionsBoundaryArn(null));

    static final UnaryOperator<AwsBatchComputeEnvironmentSpec> OTHER_TYPES =
            forge(forge -> forge.withGpu(null).withArchitecture(null).withInstanceTypes(List.of("c6id", "m6id")));
    static final UnaryOperator<AwsBatchComputeEnvironmentSpec> LARGER_DISK =
            forge(forge -> forge.withBootDisk(new BootDiskSpec(100, BootDiskType.GP3, 250, null)));
    static final UnaryOperator<AwsBatchComputeEnvironmentSpec> LUSTRE =
            forge(forge -> forge.withFsx(new FsxSpec(new FsxCreateSpec(null), null, null)));
    static final UnaryOperator<AwsBatchComputeEnvironmentSpec> LARGER_HEAD_JOB =
            spec -> spec.withHeadJob(new HeadJobSpec(2, 8192, null, null)).withPreRunScript("export A=1\n");
    static final UnaryOperator<AwsBatchComputeEnvironmentSpec> VARIABLES =
            spec -> spec.withEnvironment(List.of(new EnvironmentVariable("A", "b", EnvironmentScope.BOTH)))
                    .withNextflowConfig("process.maxRetries = 3\n")
                    .withPostRunScript("echo done\n");

    /** Head jobs on Fargate, with what they need and without what they exclude. */
    static final UnaryOperator<AwsBatchComputeEnvironmentSpec> HEAD_ON_FARGATE =
            spec -> forge(forge -> forge.withFargateHead(true)
                            .withProvisioningModel(ProvisioningModel.SPOT)
                            .withAllocationStrategy(null)
                            .withArchitecture(null)
                            .withInstanceTypes(List.of())
                            .withGpu(null)
                            .withImageId(null)
                            .withBucketMounts(null)
                            .withEbsAutoScale(null)
                            .withEfs(null)
                            .withFsx(null))
                    .apply(spec)
                    .withWave(new WaveSpec(true))
                    .withFusion(new FusionSpec(true, false, false));

    /** With an EFS file system, and in a security group that lets nobody in, so that one more is needed. */
    static final AwsBatchComputeEnvironmentSpec WITH_EFS = forge(
                    forge -> forge.withNetwork(new NetworkSpec(null, null, List.of(UsersNetwork.CLOSED_GROUP)))
                            .withEfs(new EfsSpec(new EfsCreateSpec(null), null, null)))
            .apply(ON_DEMAND);

    private static final UnaryOperator<AwsBatchComputeEnvironmentSpec> ON_X86_INSTANCES =
            forge(forge -> forge.withFargateHead(null).withArchitecture(null).withInstanceTypes(List.of()));

    /** Tasks on Graviton, and so in a queue of their own. */
    static final UnaryOperator<AwsBatchComputeEnvironmentSpec> GRAVITON =
            spec -> forge(forge -> forge.withArchitecture(Architecture.ARM64)).apply(HEAD_ON_FARGATE.apply(spec));

    /** Somebody else's queues, of which nothing is ours. */
    static final UnaryOperator<AwsBatchComputeEnvironmentSpec> MANUAL =
            spec -> spec.withForge(null).withManual(new ManualSpec(Bystander.NAME, Bystander.NAME));

    /** What replaces no instances. */
    static final List<UnaryOperator<AwsBatchComputeEnvironmentSpec>> SCALING_EDITS = List.of(
            forge(forge -> forge.withMaxCpus(512)),
            forge(forge -> forge.withMaxCpus(128)),
            spec -> spec.withResourceLabels(Map.of("team", "genomics", "Name", "rnaseq")),
            spec -> spec.withResourceLabels(Map.of()),
            forge(forge -> forge.withAllowedBuckets(List.of("s3://acme-references"))),
            spec -> spec.withPipelineSecrets(List.of(LICENSE)),
            spec -> spec.withPipelineSecrets(List.of(LICENSE, TOKEN)),
            LARGER_HEAD_JOB,
            VARIABLES,
            spec -> spec.withPipelineSecrets(List.of()),
            spec -> spec.withHeadJob(null).withPreRunScript(null).withEnvironment(List.of()),
            forge(forge ->
                    forge.withRoles(new RolesSpec(null, null, null, "arn:aws:iam::111122223333:policy/boundary"))),
            forge(forge -> forge.withRoles(null)),
            spec -> spec.withExecutionRoleArn(UsersRoles.EXECUTION),
            spec -> spec.withExecutionRoleArn(null),
            spec -> spec.withLogGroup(new LogGroupSpec(null, 7)),
            spec -> spec.withLogGroup(null),
            spec -> spec.withComputeJob(new ComputeJobSpec(UsersRoles.TASKS)),
            spec -> spec.withComputeJob(null),
            spec -> spec.withWorkDirectory("s3://acme-references/work"),
            forge(forge -> forge.withMinCpus(8)),
            forge(forge -> forge.withMinCpus(null)),
            forge(forge -> forge.withJobStateLimits(List.of(new JobStateLimit(JobStateLimitReason.values()[0], 1200)))),
            forge(forge -> forge.withJobStateLimits(null)),
            forge(forge -> forge.withDetachedVolumes(new DetachedVolumesSpec(DetachedVolumeAction.DELETE, 1))));

    /** What replaces instances. */
    static final List<UnaryOperator<AwsBatchComputeEnvironmentSpec>> INSTANCE_EDITS = List.of(
            OTHER_TYPES,
            forge(forge -> forge.withGpu(null).withInstanceTypes(List.of())),
            LARGER_DISK,
            forge(forge -> forge.withKeyPair("debugging")),
            forge(forge -> forge.withBootDisk(new BootDiskSpec(null, null, null, "alias/genomics"))),
            forge(forge -> forge.withGpu(true).withArchitecture(null).withInstanceTypes(List.of("g5"))),
            forge(forge -> forge.withGpu(false).withArchitecture(null).withInstanceTypes(List.of("m6id"))),
            forge(forge -> forge.withRoles(new RolesSpec(null, UsersRoles.INSTANCE_PROFILE, null, null))),
            forge(forge -> forge.withRoles(new RolesSpec(UsersRoles.BATCH, null, null, null))),
            forge(forge -> forge.withImageId(null)),
            forge(forge -> forge.withImageId(World.OWN_IMAGE).withImageUpdates(null)),
            forge(forge -> forge.withImageId(null).withImageUpdates(ImageUpdates.LATEST)),
            forge(forge -> forge.withProvisioningModel(ProvisioningModel.ON_DEMAND)
                    .withAllocationStrategy(null)
                    .withCostPercentage(null)),
            forge(forge -> forge.withProvisioningModel(ProvisioningModel.SPOT).withAllocationStrategy(null)),
            forge(forge -> forge.withProvisioningModel(ProvisioningModel.SPOT)
                    .withAllocationStrategy(null)
                    .withCostPercentage(60)),
            forge(forge -> forge.withProvisioningModel(ProvisioningModel.ON_DEMAND)
                    .withCostPercentage(null)
                    .withAllocationStrategy(AllocationStrategy.BEST_FIT)),
            spec -> forge(forge -> forge.withBucketMounts(null).withEbsAutoScale(null))
                    .apply(spec)
                    .withWave(new WaveSpec(true))
                    .withFusion(new FusionSpec(true, false, false)),
            spec -> forge(forge -> forge.withGpu(null)
                            .withArchitecture(null)
                            .withInstanceTypes(List.of())
                            .withBucketMounts(null)
                            .withEbsAutoScale(null))
                    .apply(spec)
                    .withWave(new WaveSpec(true))
                    .withFusion(new FusionSpec(true, true, true)),
            spec -> spec.withWave(null).withFusion(null),
            forge(forge -> forge.withEcsAgentConfig("ECS_LOGLEVEL=debug\n")),
            forge(forge -> forge.withEcsAgentConfig(null)),
            forge(forge -> forge.withEfs(new EfsSpec(new EfsCreateSpec(null), null, null))),
            forge(forge -> forge.withEfs(null)),
            LUSTRE,
            forge(forge -> forge.withFsx(null)),
            spec -> forge(forge -> forge.withBucketMounts(new BucketMountsSpec(true)))
                    .apply(spec)
                    .withFusion(null),
            forge(forge -> forge.withBucketMounts(null)),
            spec -> forge(forge -> forge.withEbsAutoScale(new EbsAutoScaleSpec(true, 80)))
                    .apply(spec)
                    .withFusion(null),
            forge(forge -> forge.withEbsAutoScale(null)),
            spec -> spec.withAwsCliPath("/usr/local/bin/aws"),
            spec -> spec.withAwsCliPath(null),
            HEAD_ON_FARGATE,
            GRAVITON,
            ON_X86_INSTANCES,
            MANUAL,
            network(network -> network.withSubnetIds(UsersNetwork.SUBNETS)),
            network(network -> network.withSecurityGroupIds(List.of(UsersNetwork.OPEN_GROUP))),
            network(network -> network.withSecurityGroupIds(List.of(UsersNetwork.CLOSED_GROUP))),
            forge(forge -> forge.withNetwork(null)));

    private Specs() {}

    /** An edit of the forge block; an environment in manual mode gets a new one. */
    static UnaryOperator<AwsBatchComputeEnvironmentSpec> forge(UnaryOperator<ForgeSpec> edit) {
        return spec -> spec.withManual(null)
                .withForge(edit.apply(
                        spec.forge() == null
                                ? ForgeSpecBuilder.builder().maxCpus(256).build()
                                : spec.forge()));
    }

    private static UnaryOperator<AwsBatchComputeEnvironmentSpec> network(UnaryOperator<NetworkSpec> edit) {
        return forge(forge -> forge.withNetwork(
                edit.apply(forge.network() == null ? new NetworkSpec(null, List.of(), List.of()) : forge.network())));
    }

    static AwsBatchComputeEnvironmentSpec terminating(AwsBatchComputeEnvironmentSpec spec) {
        return forge(forge -> forge.withUpdates(new UpdatesSpec(RunningJobsPolicy.TERMINATE)))
                .apply(spec)
                .withOnDelete(new OnDelete(ActiveJobsPolicy.TERMINATE, null));
    }

    /** Whether this spec allows the operator to end jobs. */
    static boolean mayEndJobs(AwsBatchComputeEnvironmentSpec spec, boolean deleting) {
        boolean byEdit = spec.forge() != null
                && spec.forge().updates() != null
                && spec.forge().updates().runningJobs() == RunningJobsPolicy.TERMINATE;
        boolean byDeletion = spec.onDelete() != null && spec.onDelete().activeJobs() == ActiveJobsPolicy.TERMINATE;
        return deleting ? byDeletion : byEdit;
    }
}
