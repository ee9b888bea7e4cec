package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.BootDiskSpec;
import io.towerforge.api.v1alpha1.BootDiskType;
import io.towerforge.operator.model.LaunchTemplate.BootDisk;
import java.util.Objects;

/** The root volume of instances. */
public final class BootDisks {
    private static final int SIZE_GIB = 50;
    private static final int THROUGHPUT_MIBPS = 125;

    /** Fusion caches on the boot disk where instances have no fast disk of their own (Seqera documentation, "AWS Batch"). */
    private static final int CACHE_SIZE_GIB = 100;

    private static final int CACHE_THROUGHPUT_MIBPS = 325;

    private static final BootDiskSpec NOTHING_GIVEN = new BootDiskSpec(null, null, null, null);

    private BootDisks() {}

    /** As the spec asks for it, and with what it leaves open. */
    public static BootDisk of(AwsBatchComputeEnvironmentSpec spec) {
        BootDiskSpec given = Objects.requireNonNullElse(spec.forge().bootDisk(), NOTHING_GIVEN);
        boolean caches = spec.usesFusion() && !spec.usesFastInstanceStorage();
        BootDiskType type = Objects.requireNonNullElse(given.type(), BootDiskType.GP3);
        Integer throughput = type == BootDiskType.GP3
                ? Objects.requireNonNullElse(
                        given.throughputMiBps(), caches ? CACHE_THROUGHPUT_MIBPS : THROUGHPUT_MIBPS)
                : null;
        return new BootDisk(
                Objects.requireNonNullElse(given.sizeGiB(), caches ? CACHE_SIZE_GIB : SIZE_GIB),
                type.value(),
                throughput,
                given.kmsKeyId());
    }
}
