package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/** One comparison of a namespace selector. */
@ValidationRule(
        value = "(self.operator in ['In', 'NotIn']) == (has(self.values) && size(self.values) > 0)",
        fieldPath = ".values",
        message = PartRules.SELECTOR_VALUES)
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NamespaceSelectorRequirement(
        @JsonPropertyDescription("The label key.") @Required @Size(min = 1, max = 317)
        String key,

        @JsonPropertyDescription("How the label is compared: In, NotIn, Exists or DoesNotExist.") @Required
        SelectorOperator operator,

        @JsonPropertyDescription("The values of In and NotIn; empty for the others.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @SetList
        @Size(max = 50)
        List<@Size(max = 63) String> values)
        implements NamespaceSelectorRequirementBuilder.With {
    /** Copies the collections; one that is absent becomes empty. */
    public NamespaceSelectorRequirement {
        values = Copies.listOf(values);
    }
}
