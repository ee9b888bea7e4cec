package io.towerforge.operator.model;

/**
 * An EFS file system. Holds data, so that nothing AWS cannot change in place is ever changed by replacing it. Its throughput mode and
 * its lifecycle rules are not compared: whoever changes them in EFS may keep them so.
 *
 * @param name the creation token, by which EFS knows a repeated creation (Amazon EFS API reference, CreateFileSystem)
 * @param availabilityZone the one zone of a One Zone file system; empty for a Regional one
 * @param fileSystemId EFS's id, known once it exists; never desired
 */
public record EfsFileSystem(
        String name,
        @ForcesReplacement Boolean encrypted,
        @ForcesReplacement String availabilityZone,
        Tags tags,
        String fileSystemId)
        implements Resource {
    @Override
    public ResourceId id() {
        return new ResourceId(ResourceKind.EFS_FILE_SYSTEM, name);
    }

    @Override
    public String awsId(Facts facts) {
        return fileSystemId;
    }
}
