package io.towerforge.operator.reliability;

import io.towerforge.api.v1alpha1.ActiveJobsPolicy;
import io.towerforge.api.v1alpha1.AllocationStrategy;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpecBuilder;
import io.towerforge.api.v1alpha1.BootDiskSpec;
import io.towerforge.api.v1alpha1.BootDiskType;
import io.towerforge.api.v1alpha1.EfsCreateSpec;
import io.towerforge.api.v1alpha1.EfsSpec;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.api.v1alpha1.ForgeSpecBuilder;
import io.towerforge.api.v1alpha1.FsxCreateSpec;
import io.towerforge.api.v1alpha1.FsxSpec;
import io.towerforge.api.v1alpha1.NetworkSpec;
import io.towerforge.api.v1alpha1.OnDelete;
import io.towerforge.api.v1alpha1.ProvisioningModel;
import io.towerforge.api.v1alpha1.RunningJobsPolicy;
import io.towerforge.api.v1alpha1.UpdatesSpec;
import io.towerforge.operator.world.World;
import io.towerforge.simulator.ec2.Network;
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

    static final AwsBatchComputeEnvironmentSpec ON_DEMAND = forge(
                    forge -> forge.withProvisioningModel(ProvisioningModel.ON_DEMAND))
            .apply(SPOT);

    /** What replaces no instances. */
    static final List<UnaryOperator<AwsBatchComputeEnvironmentSpec>> SCALING_EDITS = List.of(
            forge(forge -> forge.withMaxCpus(512)),
            forge(forge -> forge.withMaxCpus(128)),
            spec -> spec.withResourceLabels(Map.of("team", "genomics", "Name", "rnaseq")),
            spec -> spec.withResourceLabels(Map.of()),
            forge(forge -> forge.withAllowedBuckets(List.of("s3://acme-references"))));

    /** What replaces instances. */
    static final List<UnaryOperator<AwsBatchComputeEnvironmentSpec>> INSTANCE_EDITS = List.of(
            forge(forge -> forge.withInstanceTypes(List.of("c6id", "m6id"))),
            forge(forge -> forge.withInstanceTypes(List.of())),
            forge(forge -> forge.withBootDisk(new BootDiskSpec(100, BootDiskType.GP3, 250, null))),
            forge(forge -> forge.withKeyPair("debugging")),
            forge(forge -> forge.withImageId(null)),
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
            forge(forge -> forge.withEfs(new EfsSpec(new EfsCreateSpec(null), null, null))),
            forge(forge -> forge.withEfs(null)),
            forge(forge -> forge.withFsx(new FsxSpec(new FsxCreateSpec(null), null, null))),
            forge(forge -> forge.withFsx(null)));

    private Specs() {}

    static UnaryOperator<AwsBatchComputeEnvironmentSpec> forge(UnaryOperator<ForgeSpec> edit) {
        return spec -> spec.withForge(edit.apply(spec.forge()));
    }

    /** With an EFS file system, and in a security group that lets nobody in, so that one more is needed. */
    static AwsBatchComputeEnvironmentSpec withEfs(World world) {
        Network network = world.aws().network();
        String vpc = network.defaultVpcId();
        String closed = network.securityGroupIds(vpc).stream()
                .filter(id -> !id.equals(network.defaultSecurityGroup(vpc)))
                .findFirst()
                .orElseGet(() -> network.addSecurityGroup(vpc, "closed"));
        return forge(forge -> forge.withNetwork(new NetworkSpec(null, null, List.of(closed)))
                        .withEfs(new EfsSpec(new EfsCreateSpec(null), null, null)))
                .apply(ON_DEMAND);
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
