package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/** A variable in the environment of the jobs. */
@ValidationRule(
        value = "!self.name.startsWith('AWS_BATCH') && !self.name.startsWith('TOWERFORGE_')",
        fieldPath = ".name",
        message = PartRules.RESERVED_VARIABLE)
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EnvironmentVariable(
        @JsonPropertyDescription(
                "Name of the variable. Names that begin with AWS_BATCH belong to AWS Batch, those with TOWERFORGE_ to the operator.")
        @Required
        @Pattern(Formats.VARIABLE_NAME)
        @Size(min = 1, max = 128)
        String name,

        @JsonPropertyDescription("Value of the variable. Default: empty.") @Size(max = 4096) @Nullable
        String value,

        @JsonPropertyDescription(
                "Which jobs see the variable: Head, Compute or Both. Default: Head. Head: environment of the job "
                        + "definition, another revision after an edit; Compute: env of the Nextflow configuration, seen by "
                        + "pipelines that start after an edit.")
        @Nullable
        EnvironmentScope scope)
        implements EnvironmentVariableBuilder.With {}
