package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/** How an edit reaches instances that are running. */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UpdatesSpec(
        @JsonPropertyDescription(
                "What an edit that replaces instances does to running jobs. 'Finish' lets them finish; 'Terminate' "
                        + "ends them. Default: Finish. AWS: terminateJobsOnUpdate. An edit counts for what is still to be "
                        + "replaced.")
        @Nullable
        RunningJobsPolicy runningJobs)
        implements UpdatesSpecBuilder.With {}
