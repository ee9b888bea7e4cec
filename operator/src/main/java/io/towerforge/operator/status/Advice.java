package io.towerforge.operator.status;

import io.towerforge.api.v1alpha1.AllocationStrategy;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.operator.model.MachineImage;
import java.util.Optional;

/** Something that deserves attention although nothing is broken. */
public record Advice(String reason, String message) {
    /**
     * What is to be said about a spec.
     *
     * @param imageType what the machine image is made from, in AWS Batch's words; null when not known
     */
    static Optional<Advice> about(ForgeSpec forge, String imageType) {
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
        if (new MachineImage("", imageType == null ? "" : imageType).isAmazonLinux2()) {
            return Optional.of(new Advice(
                    Reasons.IMAGE_NOT_MAINTAINED,
                    "The image of `imageId` is made from Amazon Linux 2, which AWS no longer maintains: new kinds of instances and"
                            + " fixes will not reach it. Make one from the ECS-optimised Amazon Linux 2023."));
        }
        return Optional.empty();
    }
}
