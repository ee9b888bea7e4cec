package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The namespaces whose environments may use an identity: those named, and those selected. Empty means nobody. */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AllowedNamespaces(
        @JsonPropertyDescription("Namespaces by name.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @SetList
        @Size(max = 256)
        List<@Pattern(Formats.DNS_LABEL) @Size(min = 1, max = 63) String> names,

        @JsonPropertyDescription("Namespaces by label. An empty selector selects nothing.") @Nullable
        NamespaceSelector selector)
        implements AllowedNamespacesBuilder.With {
    /** Copies the collections; one that is absent becomes empty. */
    public AllowedNamespaces {
        names = Copies.listOf(names);
    }
}
