package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/** The root volume of every instance. */
@ValidationRule(
        value = "!has(self.throughputMiBps) || !has(self.type) || self.type == 'gp3'",
        fieldPath = ".throughputMiBps",
        message = PartRules.THROUGHPUT_NEEDS_GP3)
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BootDiskSpec(
        @JsonPropertyDescription(
                "Size of the boot disk in GiB; the ECS-optimised image needs 30. Default: 50, or 100 with Fusion and "
                        + "no fast instance storage. AWS: volumeSize of the launch template. An edit replaces instances and "
                        + "lets their jobs end first. Seqera: EBS boot disk size.")
        @Min(30)
        @Max(16384)
        @Nullable
        Integer sizeGiB,

        @JsonPropertyDescription(
                "The EBS volume type. Default: gp3. AWS: volumeType of the launch template. An edit replaces "
                        + "instances and lets their jobs end first.")
        @Nullable
        BootDiskType type,

        @JsonPropertyDescription(
                "Throughput of a gp3 boot disk in MiB/s. At gp3's 3,000 baseline IOPS EBS provides at most 750. "
                        + "Default: 125, or 325 with Fusion and no fast instance storage. AWS: throughput of the launch "
                        + "template. An edit replaces instances and lets their jobs end first.")
        @Min(125)
        @Max(750)
        @Nullable
        Integer throughputMiBps,

        @JsonPropertyDescription(
                "The KMS key (id, alias or ARN) that encrypts the boot disk. Default: the account's EBS encryption "
                        + "setting. AWS: kmsKeyId of the launch template. An edit replaces instances and lets their jobs end "
                        + "first.")
        @Pattern(Formats.KMS_KEY)
        @Size(min = 1, max = 2048)
        @Nullable
        String kmsKeyId)
        implements BootDiskSpecBuilder.With {}
