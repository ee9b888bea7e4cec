package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/** How a deletion treats jobs that are still in the queues. */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OnDelete(
        @JsonPropertyDescription(
                "What happens to jobs still in the queues when this object is deleted. 'Wait' disables the queues "
                        + "and waits for the jobs; 'Terminate' ends them. Default: Wait.")
        @Nullable
        ActiveJobsPolicy activeJobs,

        @JsonPropertyDescription(
                "Minutes to wait for active jobs before the object becomes Stalled with reason DeletionBlocked; "
                        + "nothing is killed even then. Default: 1440 (one day).")
        @Min(1)
        @Max(525600)
        @Nullable
        Integer timeoutMinutes)
        implements OnDeleteBuilder.With {}
