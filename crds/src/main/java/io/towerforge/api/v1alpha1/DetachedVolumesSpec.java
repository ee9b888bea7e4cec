package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/** EBS volumes that outlived their instance, as happens when EC2 throttles; AWS bills them until somebody deletes them. */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DetachedVolumesSpec(
        @JsonPropertyDescription(
                "Whether EBS volumes of this environment's instances that are attached to nothing are only reported, in "
                        + "the condition Advisory, or deleted with what they hold. Default: Report. AWS: DeleteVolume. An "
                        + "edit touches no job.")
        @Nullable
        DetachedVolumeAction action,

        @JsonPropertyDescription(
                "Hours since a volume was made before it counts. Default: 24. AWS: CreateTime of the volume, which is "
                        + "looked at hourly. An edit touches no job.")
        @Min(1)
        @Max(720)
        @Nullable
        Integer afterHours)
        implements DetachedVolumesSpecBuilder.With {
    static final int DEFAULT_AFTER_HOURS = 24;
}
