package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/** Growing the container disk of an instance as it fills: for environments that have it already. Fusion replaces it. */
@ValidationRule(
        value = "!has(self.blockSizeGiB) || (has(self.enabled) && self.enabled)",
        fieldPath = ".blockSizeGiB",
        message = PartRules.BLOCK_SIZE_NEEDS_AUTO_SCALE)
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EbsAutoScaleSpec(
        @JsonPropertyDescription(
                "Whether Docker's disk is an EBS volume of its own to which another is added whenever less than half a "
                        + "volume is free, up to 16. Deprecated: use Fusion, or a larger boot disk. Not together with "
                        + "Fusion. Default: false. AWS: user data of the launch template, policy of the instance role. "
                        + "An edit replaces instances and lets their jobs end first. Seqera: EBS auto-expandable disks.")
        @Nullable
        Boolean enabled,

        @JsonPropertyDescription(
                "Size in GiB of the first volume and of each that is added. Only when enabled. Default: 50. AWS: user "
                        + "data of the launch template. An edit replaces instances and lets their jobs end first. "
                        + "Seqera: EBS auto-expandable block size.")
        @Min(10)
        @Max(1000)
        @Nullable
        Integer blockSizeGiB)
        implements EbsAutoScaleSpecBuilder.With {}
