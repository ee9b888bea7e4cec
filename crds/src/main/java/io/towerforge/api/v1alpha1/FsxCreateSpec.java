package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/** An FSx for Lustre file system to create. */
@ValidationRule(
        value = "!has(self.capacityGiB) || self.capacityGiB == 1200 || self.capacityGiB % 2400 == 0",
        fieldPath = ".capacityGiB",
        message = PartRules.FSX_CAPACITY)
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FsxCreateSpec(
        @JsonPropertyDescription(
                "Storage capacity in GiB: 1200 or a multiple of 2400 (FSx API reference, CreateFileSystem). Default: "
                        + "1200. AWS: storageCapacity. An edit that raises it is made in place and jobs go on; one that lowers "
                        + "it is refused. Seqera: FSx size.")
        @Min(1200)
        @Max(100800)
        @Nullable
        Integer capacityGiB)
        implements FsxCreateSpecBuilder.With {}
