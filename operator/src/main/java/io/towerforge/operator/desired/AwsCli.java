package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;

/**
 * The AWS CLI on the instances, which Nextflow mounts into every task container to move files. Nextflow mounts the directory
 * two levels above the binary (Nextflow documentation, {@code aws.batch.cliPath}), so the CLI must be complete below it.
 */
final class AwsCli {
    /** Where Batch Forge puts it, so that configurations written for Batch Forge keep working. */
    static final String DEFAULT_PATH = "/home/ec2-user/miniconda/bin/aws";

    private AwsCli() {}

    /** The path tasks use. */
    static String path(AwsBatchComputeEnvironmentSpec spec) {
        return spec.awsCliPath() == null ? DEFAULT_PATH : spec.awsCliPath();
    }

    /** Whether tasks use one: Fusion moves files by itself. A path that a manual environment names is passed on in any case. */
    static boolean isUsed(AwsBatchComputeEnvironmentSpec spec) {
        return spec.awsCliPath() != null || (spec.forge() != null && !spec.usesFusion());
    }

    /** Whether instances install it at boot; a path given by the user is one the user's image has already. */
    static boolean isInstalledAtBoot(AwsBatchComputeEnvironmentSpec spec) {
        return spec.awsCliPath() == null && isUsed(spec);
    }
}
