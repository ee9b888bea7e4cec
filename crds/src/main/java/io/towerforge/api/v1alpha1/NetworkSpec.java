package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the instances run. */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NetworkSpec(
        @JsonPropertyDescription(
                "The VPC of the instances. Default: the VPC of the subnets, else the region's default VPC. AWS: "
                        + "subnets and securityGroupIds in it. An edit replaces instances and lets their jobs end first.")
        @Pattern(Formats.VPC_ID)
        @Size(min = 12, max = 21)
        @Nullable
        String vpcId,

        @JsonPropertyDescription(
                "The subnets of the instances, all in one VPC. AWS Batch accepts at most 16. Default: all subnets of "
                        + "the VPC. AWS: subnets. An edit replaces instances and lets their jobs end first. Seqera: Subnets.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @SetList
        @Size(max = 16)
        List<@Pattern(Formats.SUBNET_ID) @Size(min = 15, max = 24) String> subnetIds,

        @JsonPropertyDescription(
                "The security groups of the instances, all in the VPC of the subnets; EC2 accepts 5 on a network "
                        + "interface unless the quota was raised, never more than 16. Default: the VPC's default group. AWS: "
                        + "securityGroupIds. An edit replaces instances and lets their jobs end first. Seqera: Security groups.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @SetList
        @Size(max = 16)
        List<@Pattern(Formats.SECURITY_GROUP_ID) @Size(min = 11, max = 20) String> securityGroupIds)
        implements NetworkSpecBuilder.With {
    /** Copies the collections; one that is absent becomes empty. */
    public NetworkSpec {
        subnetIds = Copies.listOf(subnetIds);
        securityGroupIds = Copies.listOf(securityGroupIds);
    }
}
