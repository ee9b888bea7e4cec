package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.soabase.recordbuilder.core.RecordBuilder;

/** Where the access key of an identity is kept. */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IdentityCredentials(
        @JsonPropertyDescription("A Secret in the operator's own namespace with the keys aws_access_key_id and "
                + "aws_secret_access_key, and with a temporary key aws_session_token. A change of it is "
                + "noticed within a minute.")
        @Required
        @Pattern(Formats.DNS_SUBDOMAIN)
        @Size(min = 1, max = 253)
        String secretName)
        implements IdentityCredentialsBuilder.With {}
