package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;

/** Namespaces by their labels. An empty selector selects nothing. */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NamespaceSelector(
        @JsonPropertyDescription("Labels a namespace must carry, every one.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 20)
        Map<String, @Size(max = 63) String> matchLabels,

        @JsonPropertyDescription("Comparisons a namespace must satisfy, every one.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 20)
        List<NamespaceSelectorRequirement> matchExpressions)
        implements NamespaceSelectorBuilder.With {
    /** Copies the collections; one that is absent becomes empty. */
    public NamespaceSelector {
        matchLabels = Copies.mapOf(matchLabels);
        matchExpressions = Copies.listOf(matchExpressions);
    }
}
