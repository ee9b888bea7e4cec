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
                "Whether the allowed buckets appear as folders at /fusion/s3/<bucket>, the work bucket writable and "
                        + "the others read-only. Not together with Fusion. Default: false. Nextflow: aws.batch.volumes. AWS: "
                        + "user data of the launch template. An edit replaces instances and lets their jobs end first.")
        @Nullable
        Boolean enabled)
        implements BucketMountsSpecBuilder.With {}
