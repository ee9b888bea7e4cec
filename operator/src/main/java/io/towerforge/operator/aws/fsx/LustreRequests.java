package io.towerforge.operator.aws.fsx;

import io.towerforge.operator.model.LustreFileSystem;
import io.towerforge.operator.model.Tags;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import software.amazon.awssdk.services.fsx.model.CreateFileSystemRequest;
import software.amazon.awssdk.services.fsx.model.FileSystemType;

/** What is sent to FSx about a file system for Lustre. */
final class LustreRequests {
    /** The newest version; Amazon Linux 2023 has its client (FSx for Lustre user guide, "Installing the Lustre client"). */
    private static final String LUSTRE_VERSION = "2.15";

    /** The API takes up to 63 characters. */
    private static final int TOKEN_LENGTH = 60;

    private LustreRequests() {}

    static CreateFileSystemRequest create(LustreFileSystem desired) {
        return CreateFileSystemRequest.builder()
                .clientRequestToken(token(desired))
                .fileSystemType(FileSystemType.LUSTRE)
                .fileSystemTypeVersion(LUSTRE_VERSION)
                .storageCapacity(desired.capacityGiB())
                .subnetIds(desired.subnetId())
                .securityGroupIds(desired.securityGroupIds())
                .lustreConfiguration(lustre -> lustre.deploymentType(desired.deploymentType()))
                .tags(FsxTags.write(desired.tags().all()))
                .build();
    }

    /**
     * The same whenever this custom resource asks, and made from nothing else: while FSx does not list yet what an operator made that
     * died, the next one's request is answered with that file system, or refused if the spec has changed meanwhile, and never makes a
     * second one.
     */
    static String token(LustreFileSystem desired) {
        Tags tags = desired.tags();
        String about = tags.all().get(Tags.CLUSTER) + " " + tags.all().get(Tags.UID) + " " + desired.name();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(about.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, TOKEN_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }
}
