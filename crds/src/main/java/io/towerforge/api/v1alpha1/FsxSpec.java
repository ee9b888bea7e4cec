package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/** An FSx for Lustre file system mounted on every instance. */
@ValidationRule(
        value = "has(self.create) != has(self.fileSystemId)",
        fieldPath = ".create",
        message = PartRules.FSX_CREATE_OR_ID)
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FsxSpec(
        @JsonPropertyDescription(
                "Create a file system, and delete it with this object unless deletionPolicy is Retain. Either create "
                        + "or fileSystemId. AWS: CreateFileSystem of FSx. An edit replaces instances and lets their jobs end "
                        + "first; a file system that is taken out goes after them.")
        @Nullable
        FsxCreateSpec create,

        @JsonPropertyDescription(
                "An existing FSx for Lustre file system to mount; it is never changed or deleted. Either create or "
                        + "fileSystemId. AWS: user data of the launch template. An edit replaces instances and lets their jobs "
                        + "end first. Seqera asks for its DNS name instead.")
        @Pattern(Formats.FILE_SYSTEM_ID)
        @Size(min = 11, max = 43)
        @Nullable
        String fileSystemId,

        @JsonPropertyDescription(
                "Where the file system appears on instances and in containers. Default: /mnt/fsx. Nextflow: "
                        + "aws.batch.volumes. AWS: user data of the launch template. An edit replaces instances and lets their "
                        + "jobs end first. Seqera: FSx mount path.")
        @Pattern(Formats.MOUNT_PATH)
        @Size(min = 2, max = 256)
        @Nullable
        String mountPath)
        implements FsxSpecBuilder.With {

    /** The mount path of the spec, else the default {@code /mnt/fsx}. */
    public String mountPathOrDefault() {
        return mountPath == null ? "/mnt/fsx" : mountPath;
    }
}
