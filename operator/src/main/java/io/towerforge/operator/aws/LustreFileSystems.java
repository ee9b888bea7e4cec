package io.towerforge.operator.aws;

import io.towerforge.operator.model.StorageFacts.LustreAddress;
import java.util.Optional;
import java.util.Set;

/** FSx file systems for Lustre of anybody, to be mounted and never changed. */
public interface LustreFileSystems extends Catalog {
    /** Whether there can be any: not every Region has FSx. */
    boolean areOffered();

    /** Looks one up; empty when there is none of that id, for Lustre, in this account and Region. */
    Optional<Found> find(String fileSystemId);

    /** Where one is mounted from. That never changes, so it is read once. Empty as {@link #find}. */
    Optional<LustreAddress> address(String fileSystemId);

    /**
     * A file system.
     *
     * @param available whether it can be mounted
     * @param state in FSx's words
     */
    record Found(
            boolean available, String state, String vpcId, Set<String> networkInterfaceIds, LustreAddress address) {}
}
