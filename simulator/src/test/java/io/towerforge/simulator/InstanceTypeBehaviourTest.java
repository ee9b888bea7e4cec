package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/** What EC2 tells about instance types. */
class InstanceTypeBehaviourTest extends AccountFixture {

    @Test
    void typesWithNvmeDisksAreFoundByAFilter() {
        List<InstanceTypeInfo> types = aws
                .ec2()
                .describeInstanceTypesPaginator(describe -> describe.filters(filter ->
                        filter.name("instance-storage-info.nvme-support").values("required", "supported")))
                .instanceTypes()
                .stream()
                .toList();
        assertThat(types)
                .allSatisfy(type -> assertThat(type.instanceStorageSupported()).isTrue())
                .extracting(InstanceTypeInfo::instanceTypeAsString)
                .contains("m6id.large", "c6gd.large")
                .doesNotContain("m6i.large", "c6g.large");
    }

    @Test
    void typesAreDescribedInPagesOfAtMostAHundred() {
        DescribeInstanceTypesResponse first = aws.ec2().describeInstanceTypes(describe -> {});
        assertThat(first.instanceTypes()).hasSize(100);
        assertThat(first.nextToken()).isNotNull();
    }

    @Test
    void aTypeThatDoesNotExistIsRefused() {
        assertThatThrownBy(() ->
                        aws.ec2().describeInstanceTypes(describe -> describe.instanceTypesWithStrings("m99.huge")))
                .isInstanceOfSatisfying(
                        Ec2Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidInstanceType"));
    }
}
