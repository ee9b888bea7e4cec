package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/** Fusion, the file system that gives containers the work directory straight from S3. */
@ValidationRule(
        value = "!has(self.snapshots) || !self.snapshots || (has(self.enabled) && self.enabled)",
        fieldPath = ".snapshots",
        message = PartRules.SNAPSHOTS_NEED_FUSION)
@ValidationRule(
        value = "!has(self.fastInstanceStorage) || !self.fastInstanceStorage || (has(self.enabled) && self.enabled)",
        fieldPath = ".fastInstanceStorage",
        message = PartRules.FAST_STORAGE_NEEDS_FUSION)
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FusionSpec(
        @JsonPropertyDescription(
                "Whether tasks read and write S3 through Fusion. Needs Wave and an S3 work directory. Default: "
                        + "false. Nextflow: fusion.enabled, process.scratch. An edit replaces instances and lets their jobs "
                        + "end first. Seqera: Enable Fusion v2.")
        @Nullable
        Boolean enabled,

        @JsonPropertyDescription(
                "Whether Fusion caches on the NVMe disks of the instances. Needs Fusion and instance types with "
                        + "such disks. Default: false. Nextflow: aws.batch.volumes. An edit replaces instances and lets "
                        + "their jobs end first. Seqera: Enable fast instance storage.")
        @Nullable
        Boolean fastInstanceStorage,

        @JsonPropertyDescription(
                "Whether Fusion saves a task before a Spot instance is reclaimed. Needs Fusion; it has an effect "
                        + "on Spot only. Default: false. Nextflow: fusion.snapshots. An edit reaches pipelines that start "
                        + "after it. Seqera: Enable Fusion Snapshots.")
        @Nullable
        Boolean snapshots)
        implements FusionSpecBuilder.With {}
