package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator reports about an identity. */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AwsIdentityStatus(
        @JsonPropertyDescription("The metadata.generation last worked on; -1 until the first time.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("The AWS account of the credentials.") @Nullable
        String accountId,

        @JsonPropertyDescription("The ARN AWS sees, as GetCallerIdentity reports it.") @Nullable
        String callerArn,

        @JsonPropertyDescription("How many environments have something in AWS by this identity.") @Nullable
        Integer environments,

        @JsonPropertyDescription("Ready, Reconciling, Stalled and Advisory.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @MapList("type")
        List<Condition> conditions)
        implements AwsIdentityStatusBuilder.With {
    /** Copies the collections; one that is absent becomes empty. */
    public AwsIdentityStatus {
        conditions = Copies.listOf(conditions);
    }
}
