package io.towerforge.operator.preflight;

import io.towerforge.api.v1alpha1.Architecture;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.operator.aws.OwnImages.Description;
import io.towerforge.operator.desired.BootDisks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Whether instances as the spec wants them can start from an image. */
record ImageFitness(AwsBatchComputeEnvironmentSpec spec, Description image) {
    /** Where Amazon Linux has its root volume, and the launch template sets its size. */
    private static final String ROOT_DEVICE = "/dev/xvda";

    List<String> findings() {
        List<String> findings = new ArrayList<>();
        String name = "`spec.forge.imageId`: image '" + image.imageId() + "' ";
        if (!image.available()) {
            findings.add(name
                    + "is not available, so that no instance can start from it. Wait until it is, or name another.");
        }
        if (!image.architecture().equals(architecture())) {
            findings.add(name + "is for " + image.architecture() + ", but the instances are " + architecture()
                    + ". Name an image for " + architecture() + ", or change `spec.forge.architecture`.");
        }
        if (!image.rootDevice().equals(ROOT_DEVICE)) {
            findings.add(name + "has its root volume at '" + image.rootDevice() + "' and not at '" + ROOT_DEVICE
                    + "', so it is not derived from an ECS-optimised Amazon Linux. Name one that is.");
        }
        int disk = BootDisks.of(spec).sizeGiB();
        if (image.leastDiskGiB() > disk) {
            findings.add(name + "needs a boot disk of at least " + image.leastDiskGiB() + " GiB, and this one has "
                    + disk + ". Set `spec.forge.bootDisk.sizeGiB` to " + image.leastDiskGiB() + " or more.");
        }
        if (spec.forge().usesBucketMounts() && image.amazonLinux2()) {
            findings.add(
                    name + "is made from Amazon Linux 2, which has no package 'mount-s3', so that instances could not"
                            + " mount buckets. Make one from the ECS-optimised Amazon Linux 2023, release 2023.9.20251110 or later, or set"
                            + " `spec.forge.bucketMounts.enabled` to false.");
        }
        return findings;
    }

    private String architecture() {
        Architecture wanted = Objects.requireNonNullElse(spec.forge().architecture(), Architecture.X86_64);
        return wanted.value().toLowerCase(Locale.ROOT);
    }
}
