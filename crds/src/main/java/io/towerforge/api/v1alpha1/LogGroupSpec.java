package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/** The CloudWatch log group of the jobs. */
@ValidationRule(
        value = "!has(self.name) || !has(self.retentionDays)",
        fieldPath = ".retentionDays",
        message = PartRules.RETENTION_OR_NAME)
@ValidationRule(
        value =
                "!has(self.retentionDays) || self.retentionDays in [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]",
        fieldPath = ".retentionDays",
        message = PartRules.RETENTION_DAYS)
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LogGroupSpec(
        @JsonPropertyDescription(
                "An existing log group: used, never created, changed or deleted. Default: in forge mode one is "
                        + "created for this environment. AWS: awslogs-group of the job definition, user data of the launch "
                        + "template. Nextflow: aws.batch.logsGroup. An edit replaces instances and lets their jobs end first.")
        @Pattern(Formats.LOG_GROUP)
        @Size(min = 1, max = 512)
        @Nullable
        String name,

        @JsonPropertyDescription("Days CloudWatch keeps the logs of the log group that is created: one of the values "
                + "PutRetentionPolicy accepts, such as 7, 30, 90 or 365. Not together with name. Default: 30. AWS: "
                + "retentionInDays. An edit is made in place; jobs go on.")
        @Min(1)
        @Max(3653)
        @Nullable
        Integer retentionDays)
        implements LogGroupSpecBuilder.With {}
