package io.towerforge.operator.aws;

import java.util.Set;

/** The instance types a Region offers. */
public interface InstanceTypes extends Catalog {
    /**
     * The types with NVMe disks of their own, such as {@code m6id.large}.
     *
     * @throws AwsFailure when EC2 does not say
     */
    Set<String> withNvmeDisks();
}
