package io.towerforge.operator.aws;

import java.util.List;
import java.util.Set;

/** The instance types a Region offers. */
public interface InstanceTypes extends Catalog {
    /**
     * The types that families and types name.
     *
     * @param names such as {@code m6id} and {@code m6id.8xlarge}; what the Region does not offer is missing from the answer
     */
    List<InstanceType> find(Set<String> names);

    /**
     * One type.
     *
     * @param name such as {@code g5.xlarge}
     * @param architectures in EC2's spelling: {@code x86_64}, {@code arm64}
     * @param nvidia whether it has NVIDIA graphics processors
     * @param nvme whether it has NVMe disks of its own
     */
    record InstanceType(String name, Set<String> architectures, boolean nvidia, boolean nvme) {
        /** Whether a family, or a type, means this type. */
        public boolean isMeantBy(String familyOrType) {
            return name.equals(familyOrType) || name.startsWith(familyOrType + ".");
        }
    }
}
