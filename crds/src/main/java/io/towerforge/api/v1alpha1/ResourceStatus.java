package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/** One AWS object of the environment. */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResourceStatus(
        @JsonPropertyDescription("Its name within the environment, for example launch-template.") @Required
        String name,

        @JsonPropertyDescription("Its CloudFormation type, for example AWS::Batch::JobQueue.") @Nullable
        String kind,

        @JsonPropertyDescription("Its id or ARN in AWS.") @Nullable
        String id,

        @JsonPropertyDescription("Its state, for example Available.") @Nullable
        String state,

        @JsonPropertyDescription("What AWS or the operator says about it.") @Nullable
        String message)
        implements ResourceStatusBuilder.With {}
