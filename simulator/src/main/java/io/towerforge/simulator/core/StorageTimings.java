package io.towerforge.simulator.core;

import java.time.Duration;

/**
 * How long AWS takes with file systems, in simulated time.
 *
 * @param fileSystemCreation how long an EFS file system is creating
 * @param fileSystemDeletion how long an EFS file system is deleting
 * @param mountTargetCreation how long an EFS mount target is creating
 * @param mountTargetDeletion how long an EFS mount target is deleting
 * @param lustreCreation how long an FSx file system is CREATING
 * @param lustreUpdate how long an FSx file system is UPDATING
 * @param lustreDeletion how long an FSx file system is DELETING
 * @param lustreLag how long FSx reads show the file systems of before a write
 */
public record StorageTimings(
        Duration fileSystemCreation,
        Duration fileSystemDeletion,
        Duration mountTargetCreation,
        Duration mountTargetDeletion,
        Duration lustreCreation,
        Duration lustreUpdate,
        Duration lustreDeletion,
        Duration lustreLag) {

    /** Everything takes effect by the next call. */
    public static StorageTimings none() {
        return new StorageTimings(
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO);
    }

    /**
     * What is reported of real accounts: EFS in hashicorp/terraform-provider-aws#38017, FSx for Lustre in
     * hashicorp/terraform-provider-aws#17105.
     */
    public static StorageTimings realistic() {
        return new StorageTimings(
                Duration.ofSeconds(6),
                Duration.ofSeconds(10),
                Duration.ofSeconds(80),
                Duration.ofSeconds(45),
                Duration.ofMinutes(7),
                Duration.ofMinutes(2),
                Duration.ofMinutes(3),
                Duration.ofSeconds(2));
    }
}
