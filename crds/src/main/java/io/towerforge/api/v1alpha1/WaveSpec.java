package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/** Wave, the service that builds and augments containers. */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WaveSpec(
        @JsonPropertyDescription(
                "Whether Nextflow uses Wave containers. Fusion needs it. Default: false. Nextflow: wave.enabled, "
                        + "wave.endpoint. An edit reaches pipelines that start after it. Seqera: Enable Wave containers.")
        @Nullable
        Boolean enabled)
        implements WaveSpecBuilder.With {}
