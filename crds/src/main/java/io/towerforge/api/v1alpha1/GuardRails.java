package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an environment that uses an identity may ask for. An absent limit does not limit. */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GuardRails(
        @JsonPropertyDescription("Roles a spec may name, with * for any characters. Default: any.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @SetList
        @Size(max = 50)
        List<@Pattern(Formats.ROLE_ARN_PATTERN) @Size(min = 20, max = 2048) String> allowedRoleArns,

        @JsonPropertyDescription("Names of buckets a spec may name, with * for any characters. Default: any.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @SetList
        @Size(max = 50)
        List<@Pattern(Formats.BUCKET_NAME_PATTERN) @Size(min = 1, max = 63) String> allowedBuckets,

        @JsonPropertyDescription("The permissions boundary put on every role that is created. Default: none.")
        @Pattern(Formats.POLICY_ARN)
        @Size(min = 20, max = 2048)
        @Nullable
        String permissionsBoundaryArn,

        @JsonPropertyDescription(
                "The IAM path of every role and instance profile that is created; it begins and ends with a slash. IAM moves none:"
                        + " those that exist stay where they were made. Default: /.")
        @Pattern(Formats.ROLE_PATH)
        @Size(min = 1, max = 512)
        @Nullable
        String rolePath,

        @JsonPropertyDescription(
                "The highest forge.maxCpus, and headJob.cpus in Forge mode, that an environment may ask for. Default: no limit.")
        @Min(1)
        @Max(1000000)
        @Nullable
        Integer maxCpus)
        implements GuardRailsBuilder.With {
    /** Copies the collections; one that is absent becomes empty. */
    public GuardRails {
        allowedRoleArns = Copies.listOf(allowedRoleArns);
        allowedBuckets = Copies.listOf(allowedBuckets);
    }
}
