package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.soabase.recordbuilder.core.RecordBuilder;

/** One key of a Kubernetes Secret in the namespace of the environment. */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecretKeyRef(
        @JsonPropertyDescription("Name of the Secret, in the same namespace.")
        @Required
        @Pattern(Formats.DNS_SUBDOMAIN)
        @Size(min = 1, max = 253)
        String name,

        @JsonPropertyDescription("Key within the Secret.")
        @Required
        @Pattern(Formats.SECRET_KEY)
        @Size(min = 1, max = 253)
        String key)
        implements SecretKeyRefBuilder.With {}
