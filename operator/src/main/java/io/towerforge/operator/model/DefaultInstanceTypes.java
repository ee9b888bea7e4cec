package io.towerforge.operator.model;

import java.util.Set;

/**
 * The families used where a spec names no instance types. {@code optimal} stands for families that AWS Batch chooses, without NVMe
 * disks (AWS Batch API reference, ComputeResource, {@code instanceTypes}); the others are Batch Forge's.
 */
public final class DefaultInstanceTypes {
    private static final Set<String> X86 = Set.of("optimal");
    private static final Set<String> X86_WITH_NVME =
            Set.of("c5ad", "c5d", "c6id", "i3", "i4i", "m5ad", "m5d", "m6id", "r5ad", "r5d", "r6id");
    private static final Set<String> ARM64 = Set.of("c6g", "m6g", "r6g");
    private static final Set<String> ARM64_WITH_NVME = Set.of("c6gd", "m6gd", "r6gd");

    private DefaultInstanceTypes() {}

    /**
     * The default families.
     *
     * @param arm64 for images for ARM, else for x86
     * @param nvme only families with NVMe disks
     */
    public static Set<String> of(boolean arm64, boolean nvme) {
        if (arm64) {
            return nvme ? ARM64_WITH_NVME : ARM64;
        }
        return nvme ? X86_WITH_NVME : X86;
    }
}
