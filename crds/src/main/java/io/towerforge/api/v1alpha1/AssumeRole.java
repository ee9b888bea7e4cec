package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/** A role that is assumed before anything else; AWS STS API reference, AssumeRole. */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AssumeRole(
        @JsonPropertyDescription("The role to assume. Its account never changes.")
        @Required
        @Pattern(Formats.ROLE_ARN)
        @Size(min = 20, max = 2048)
        String roleArn,

        @JsonPropertyDescription("The external id the role's trust policy asks for. Default: none.")
        @Pattern(Formats.EXTERNAL_ID)
        @Size(min = 2, max = 1224)
        @Nullable
        String externalId,

        @JsonPropertyDescription("The session name seen in CloudTrail. Default: towerforge.")
        @Pattern(Formats.SESSION_NAME)
        @Size(min = 2, max = 64)
        @Nullable
        String sessionName)
        implements AssumeRoleBuilder.With {}
