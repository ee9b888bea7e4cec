package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/** Buckets as folders, without Fusion. */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BucketMountsSpec(
        @JsonPropertyDescription(
                "Whether the work bucket, writable, and the allowed buckets, read-only, appear as folders at "
                        + "/fusion/s3/<bucket> on instances and in tasks, by Mountpoint for Amazon S3. Not together "
                        + "with Fusion. The image must be Amazon Linux 2023, release 2023.9.20251110 or later. Default: "
                        + "false. Nextflow: aws.batch.volumes. AWS: user data of the launch template. An edit replaces instances and lets their "
                        + "jobs end first.")
        @Nullable
        Boolean enabled)
        implements BucketMountsSpecBuilder.With {}
