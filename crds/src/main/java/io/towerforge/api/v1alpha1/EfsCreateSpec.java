package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/** An EFS file system to create. */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EfsCreateSpec(
        @JsonPropertyDescription(
                "Whether AWS keeps the data in several availability zones (Regional) or in one (OneZone). It never "
                        + "changes afterwards. Default: Regional. AWS: availabilityZoneName. An edit is refused, because it "
                        + "would need another file system; jobs go on.")
        @Nullable
        EfsAvailability availability)
        implements EfsCreateSpecBuilder.With {}
