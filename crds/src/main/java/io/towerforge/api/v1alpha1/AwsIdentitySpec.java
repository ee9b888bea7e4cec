package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which credentials may be used by which namespaces, and within which guard-rails. */
@ValidationRule(
        value =
                "!has(self.assumeRole) || !has(oldSelf.assumeRole) || self.assumeRole.roleArn.substring(self.assumeRole.roleArn.indexOf('::'), self.assumeRole.roleArn.indexOf(':role/')) == oldSelf.assumeRole.roleArn.substring(oldSelf.assumeRole.roleArn.indexOf('::'), oldSelf.assumeRole.roleArn.indexOf(':role/'))",
        fieldPath = ".assumeRole.roleArn",
        message = IdentityRules.ACCOUNT_IS_IMMUTABLE)
@ValidationRule(
        value = "!has(self.resourceLabels) || self.resourceLabels.all(key, size(key) >= 1 && size(key) <= 128)",
        fieldPath = ".resourceLabels",
        message = LabelRules.KEY_LENGTH)
@ValidationRule(
        value =
                "!has(self.resourceLabels) || self.resourceLabels.all(key, !key.startsWith('aws:') && !key.startsWith('AWS:') && !key.startsWith('towerforge.io/') && !key.startsWith('kubernetes.io/cluster/'))",
        fieldPath = ".resourceLabels",
        message = LabelRules.RESERVED_KEY)
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
