package io.towerforge.operator.aws;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** EFS file systems of anybody, to be mounted and never changed. */
public interface EfsFileSystems extends Catalog {
    /** Looks one up; empty when there is none of that id in this account and Region. */
    Optional<Found> find(String fileSystemId);

    /**
     * A file system.
     *
     * @param available whether it can be mounted
     * @param state in EFS's words
     * @param vpcId where its mount targets are; empty when it has none
     * @param groupsByZone the security groups of the mount target in each Availability Zone
     */
    record Found(boolean available, String state, String vpcId, Map<String, Set<String>> groupsByZone) {}
}
