package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/** One aspect of the state, in the shape of the Kubernetes API type metav1.Condition. */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
        @JsonPropertyDescription("What the condition is about, for example Ready.") @Required @Size(max = 316)
        String type,

        @JsonPropertyDescription("True, False or Unknown.") @Required
        ConditionStatus status,

        @JsonPropertyDescription("The metadata.generation the condition was worked out from.") @Min(0) @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("When the status last flipped, RFC 3339 in UTC.") @Required
        String lastTransitionTime,

        @JsonPropertyDescription("One CamelCase word for programs.") @Required @Size(min = 1, max = 1024)
        String reason,

        @JsonPropertyDescription("A sentence for people.") @Required @Size(max = 32768)
        String message)
        implements ConditionBuilder.With {}
