package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/** An EFS file system mounted on every instance. */
@ValidationRule(
        value = "has(self.create) != has(self.fileSystemId)",
        fieldPath = ".create",
        message = PartRules.EFS_CREATE_OR_ID)
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EfsSpec(
        @JsonPropertyDescription(
                "Create a file system, and delete it with this object unless deletionPolicy is Retain. Either create "
                        + "or fileSystemId. AWS: CreateFileSystem of EFS. An edit replaces instances and lets their jobs end "
                        + "first; a file system that is taken out goes after them.")
        @Nullable
        EfsCreateSpec create,

        @JsonPropertyDescription(
                "An existing EFS file system to mount; it is never changed or deleted. Either create or fileSystemId. "
                        + "AWS: user data of the launch template. An edit replaces instances and lets their jobs end first.")
        @Pattern(Formats.FILE_SYSTEM_ID)
        @Size(min = 11, max = 43)
        @Nullable
        String fileSystemId,

        @JsonPropertyDescription(
                "Where the file system appears on instances and in containers. Default: /mnt/efs. Nextflow: "
                        + "aws.batch.volumes. AWS: user data of the launch template. An edit replaces instances and lets their "
                        + "jobs end first. Seqera: EFS mount path.")
        @Pattern(Formats.MOUNT_PATH)
        @Size(min = 2, max = 256)
        @Nullable
        String mountPath)
        implements EfsSpecBuilder.With {

    /** The mount path of the spec, else the default {@code /mnt/efs}. */
    public String mountPathOrDefault() {
        return mountPath == null ? "/mnt/efs" : mountPath;
    }
}
