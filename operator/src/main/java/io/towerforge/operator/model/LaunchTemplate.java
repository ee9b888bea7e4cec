package io.towerforge.operator.model;

/**
 * An EC2 launch template. Its name carries a hash of its contents and it is never edited: other contents are another template.
 *
 * @param contents what instances are launched with; not compared, because versions are immutable and the name says what they are
 * @param templateId EC2's id, known once it exists; never desired
 */
public record LaunchTemplate(String name, @CreateOnly Contents contents, Tags tags, String templateId)
        implements Resource {
    /** The one version we ever make, and the one compute environments are pinned to. */
    public static final String VERSION = "1";

    @Override
    public String awsId(Facts facts) {
        return templateId;
    }

    @Override
    public ResourceId id() {
        return new ResourceId(ResourceKind.LAUNCH_TEMPLATE, name);
    }

    /**
     * What the template says.
     *
     * @param userData MIME multipart text, not encoded; at most 16 KB (EC2 user guide, "Instance user data")
     * @param volumeTags tags of the volumes of each instance
     */
    public record Contents(String userData, BootDisk bootDisk, Tags volumeTags) {}

    /**
     * The root volume.
     *
     * @param throughputMiBps null for volume types that have no such setting
     * @param kmsKey id, alias or ARN of the key that encrypts it; null for the account's default
     */
    public record BootDisk(int sizeGiB, String type, Integer throughputMiBps, String kmsKey) {
        public BootDisk(int sizeGiB, String type, Integer throughputMiBps) {
            this(sizeGiB, type, throughputMiBps, null);
        }
    }
}
