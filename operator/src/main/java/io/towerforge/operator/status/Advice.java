package io.towerforge.operator.status;

import io.towerforge.api.v1alpha1.AllocationStrategy;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.EfsAvailability;
import io.towerforge.api.v1alpha1.ForgeSpec;
import java.util.Optional;

/** Something that deserves attention although nothing is broken. */
public record Advice(String reason, String message) {
    /** What is to be said about a spec. */
    static Optional<Advice> about(AwsBatchComputeEnvironmentSpec spec) {
        ForgeSpec forge = spec.forge();
        if (forge == null) {
            return Optional.empty();
        }
        if (forge.minCpus() != null && forge.minCpus() > 0) {
            return Optional.of(new Advice(
                    Reasons.IDLE_COST,
                    "`minCpus` is " + forge.minCpus()
                            + ": AWS keeps and bills that many vCPUs even when no job runs. Set it to 0"
                            + " unless pipelines must start at once."));
        }
        if (forge.allocationStrategy() == AllocationStrategy.BEST_FIT) {
            return Optional.of(new Advice(
                    Reasons.NO_UPDATE_IN_PLACE,
                    "With BEST_FIT, AWS Batch updates no instances in place: such an edit makes a second compute environment"
                            + " even when nothing runs. Use BEST_FIT_PROGRESSIVE unless you need BEST_FIT."));
        }
        return aboutStorage(spec, forge);
    }

    private static Optional<Advice> aboutStorage(AwsBatchComputeEnvironmentSpec spec, ForgeSpec forge) {
        if (!spec.usesS3WorkDirectory()) {
            return Optional.of(new Advice(
                    Reasons.WORK_DIRECTORY_ON_A_FILE_SYSTEM,
                    "The work directory is on a file system: pipelines can use it, Studios of Seqera cannot. Use an S3 work"
                            + " directory if you need them."));
        }
        boolean oneZone = forge.efs() != null
                && forge.efs().create() != null
                && forge.efs().create().availability() == EfsAvailability.ONE_ZONE;
        boolean oneSubnet =
                forge.network() != null && forge.network().subnetIds().size() == 1;
        if (oneZone && !oneSubnet) {
            return Optional.of(new Advice(
                    Reasons.TRAFFIC_BETWEEN_ZONES,
                    "The EFS file system is in one Availability Zone: AWS bills the traffic of instances in others. Name subnets of"
                            + " one zone, or use the availability 'Regional'."));
        }
        return Optional.empty();
    }
}
