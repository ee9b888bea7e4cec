package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which credentials may be used by which namespaces, and within which guard-rails.
 */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AwsIdentitySpec(
        @JsonPropertyDescription("The namespaces whose environments may use this identity. Default: none.") @Nullable
        AllowedNamespaces allowedNamespaces,

        @JsonPropertyDescription(
                "An access key in a Secret. Default: the operator's own credentials (IRSA, Pod Identity or "
                        + "environment).")
        @Nullable
        IdentityCredentials credentials,

        @JsonPropertyDescription("A role to assume with the credentials. Default: none.") @Nullable
        AssumeRole assumeRole,

        @JsonPropertyDescription("What environments that use this identity may ask for. Default: no limits.") @Nullable
        GuardRails guardRails,

        @JsonPropertyDescription(
                "AWS tags on everything that environments with this identity create, at most 20; a label of the "
                        + "same key in a spec wins.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 20)
        Map<String, @Pattern(Formats.LABEL_VALUE) @Size(max = 256) String> resourceLabels)
        implements AwsIdentitySpecBuilder.With {
    /** Copies the collections; one that is absent becomes empty. */
    public AwsIdentitySpec {
        resourceLabels = Copies.mapOf(resourceLabels);
    }
}
