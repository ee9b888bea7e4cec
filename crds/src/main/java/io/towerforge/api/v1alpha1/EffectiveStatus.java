package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was chosen for what the user left out. */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EffectiveStatus(
        @JsonPropertyDescription(
                "The metadata.generation whose spec passed preflight; it is not checked again until the spec changes.")
        @Nullable
        Long acceptedGeneration,

        @JsonPropertyDescription("Spot, OnDemand or Manual.") @Nullable
        String provisioningModel,

        @JsonPropertyDescription("The machine image in use.") @Nullable
        String imageId,

        @JsonPropertyDescription(
                "What the machine image is made from, in AWS Batch's words: ECS_AL2023, ECS_AL2023_NVIDIA, ECS_AL2 or "
                        + "ECS_AL2_NVIDIA.")
        @Nullable
        String imageType,

        @JsonPropertyDescription("The processor architecture of the instances that run the tasks.") @Nullable
        String architecture,

        @JsonPropertyDescription("The machine image for head jobs, where it is not that of the tasks.") @Nullable
        String headImageId,

        @JsonPropertyDescription("The VPC in use.") @Nullable
        String vpcId,

        @JsonPropertyDescription("The subnets in use.") @JsonInclude(JsonInclude.Include.NON_EMPTY) @SetList
        List<String> subnetIds,

        @JsonPropertyDescription("The security groups in use.") @JsonInclude(JsonInclude.Include.NON_EMPTY) @SetList
        List<String> securityGroupIds,

        @JsonPropertyDescription("The instance families and types in use.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @SetList
        List<String> instanceTypes,

        @JsonPropertyDescription("The allocation strategy in use, in AWS spelling.") @Nullable
        String allocationStrategy,

        @JsonPropertyDescription(
                "What jobs may use. What an edit takes out stays until nothing runs that may have begun before it.")
        @Nullable
        GrantedStatus granted)
        implements EffectiveStatusBuilder.With {
    /** Copies the collections; one that is absent becomes empty. */
    public EffectiveStatus {
        subnetIds = Copies.listOf(subnetIds);
        securityGroupIds = Copies.listOf(securityGroupIds);
        instanceTypes = Copies.listOf(instanceTypes);
    }
}
