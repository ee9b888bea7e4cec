package io.towerforge.operator.model;

import io.towerforge.operator.model.StorageFacts.LustreAddress;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * An FSx file system for Lustre. Holds data, so that nothing AWS cannot change in place is ever changed by replacing it.
 *
 * @param name ours; FSx knows a repeated creation by a token made from whose it is (FSx API reference, CreateFileSystem)
 * @param subnetId chosen once; the file system stays there whatever the spec says later
 * @param securityGroupIds not compared: FSx does not tell them (FSx API reference, FileSystem)
 * @param fileSystemId FSx's id, known once it exists; never desired
 * @param address where it is mounted from, known once it exists; never desired
 */
public record LustreFileSystem(
        String name,
        @OnlyGrows Integer capacityGiB,
        @ForcesReplacement String deploymentType,
        @CreateOnly String subnetId,
        @CreateOnly String vpcId,
        @CreateOnly Set<String> securityGroupIds,
        Tags tags,
        String fileSystemId,
        LustreAddress address)
        implements Resource {
    public LustreFileSystem {
        securityGroupIds = Collections.unmodifiableSet(new TreeSet<>(securityGroupIds));
    }

    @Override
    public ResourceId id() {
        return new ResourceId(ResourceKind.LUSTRE_FILE_SYSTEM, name);
    }

    @Override
    public String awsId(Facts facts) {
        return fileSystemId;
    }
}
