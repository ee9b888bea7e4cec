package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/** What jobs may use beyond what every environment needs: what the spec says, and what it said when jobs that still run began. */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GrantedStatus(
        @JsonPropertyDescription("Names of the S3 buckets.") @SetList
        List<String> buckets,

        @JsonPropertyDescription("ARNs of the roles that jobs may be started with.") @SetList
        List<String> jobRoleArns,

        @JsonPropertyDescription("Names of the CloudWatch log groups.") @SetList
        List<String> logGroups)
        implements GrantedStatusBuilder.With {
    /** Copies the lists; one that is absent becomes empty. */
    public GrantedStatus {
        buckets = Copies.listOf(buckets);
        jobRoleArns = Copies.listOf(jobRoleArns);
        logGroups = Copies.listOf(logGroups);
    }
}
