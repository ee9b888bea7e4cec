package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.soabase.recordbuilder.core.RecordBuilder;

/** A secret that a head job sees as a variable, and that a pipeline may ask for by name. */
@ValidationRule(
        value = "!self.name.startsWith('AWS_BATCH') && !self.name.startsWith('TOWERFORGE_')",
        fieldPath = ".name",
        message = PartRules.RESERVED_SECRET)
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PipelineSecret(
        @JsonPropertyDescription(
                "Name of the secret in the pipeline, and of the variable in which a head job sees its value; in AWS Secrets Manager it is "
                        + "called tower-<environment id>/<name>.")
        @Required
        @Pattern(Formats.VARIABLE_NAME)
        @Size(min = 1, max = 128)
        String name,

        @JsonPropertyDescription("Where the value comes from: a key of a Secret in the same namespace.") @Required
        SecretKeyRef secretKeyRef)
        implements PipelineSecretBuilder.With {}
