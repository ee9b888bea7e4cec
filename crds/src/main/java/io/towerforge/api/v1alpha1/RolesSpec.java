package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/** IAM roles that exist already and are used instead of created ones. */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RolesSpec(
        @JsonPropertyDescription(
                "The service role of AWS Batch. Default: AWS's service-linked role, the only one that allows "
                        + "infrastructure updates in place. AWS: serviceRole. An edit makes another compute environment; the "
                        + "first goes after its last job. Seqera: none.")
        @Pattern(Formats.ROLE_ARN)
        @Size(min = 20, max = 2048)
        @Nullable
        String serviceRoleArn,

        @JsonPropertyDescription(
                "The instance profile of the instances. Default: one is created. AWS: instanceRole. An edit replaces "
                        + "instances and lets their jobs end first.")
        @Pattern(Formats.INSTANCE_PROFILE_ARN)
        @Size(min = 20, max = 2048)
        @Nullable
        String instanceProfileArn,

        @JsonPropertyDescription(
                "The Spot fleet role. AWS Batch needs it only for Spot with BEST_FIT. Default: none. AWS: "
                        + "spotIamFleetRole. An edit makes another compute environment; the first goes after its last job.")
        @Pattern(Formats.ROLE_ARN)
        @Size(min = 20, max = 2048)
        @Nullable
        String spotFleetRoleArn,

        @JsonPropertyDescription(
                "The permissions boundary put on every role that is created. Default: the identity's, else none. AWS: "
                        + "permissions boundary of each role. An edit is made in place, and bounds jobs that run too.")
        @Pattern(Formats.POLICY_ARN)
        @Size(min = 20, max = 2048)
        @Nullable
        String permissionsBoundaryArn)
        implements RolesSpecBuilder.With {}
