package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.ArchitectureType;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/** What EC2 tells about what instances can be. */
class InstanceTypeBehaviourTest extends AccountFixture {
    @Test
    void typesAreFoundByPatternsAndTellOfTheirDisks() {
        List<InstanceTypeInfo> types = aws
                .ec2()
                .describeInstanceTypesPaginator(describe ->
                        describe.filters(filter -> filter.name("instance-type").values("m6id.*", "m6i.large")))
                .instanceTypes()
                .stream()
                .toList();
        assertThat(types)
                .filteredOn(type -> type.instanceStorageInfo() != null)
                .isNotEmpty()
                .allSatisfy(type -> assertThat(type.instanceTypeAsString()).startsWith("m6id."));
        assertThat(types).extracting(InstanceTypeInfo::instanceTypeAsString).contains("m6i.large");
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

    @Test
    void typesTellWhatTheyHave() {
        assertThat(aws.ec2()
                        .describeInstanceTypes(describe -> describe.filters(
                                filter -> filter.name("instance-type").values("g5.*", "m6gd.large")))
                        .instanceTypes())
                .isNotEmpty()
                .allSatisfy(type -> assertThat(type.instanceStorageSupported()).isTrue())
                .filteredOn(type -> type.gpuInfo() == null)
                .singleElement()
                .extracting(InstanceTypeInfo::processorInfo)
                .satisfies(processor ->
                        assertThat(processor.supportedArchitectures()).containsExactly(ArchitectureType.ARM64));
    }

    @Test
    void anAbsentKeyPairIsMissingFromAFilteredAnswer() {
        aws.network().addKeyPair("admin");

        assertThat(aws.ec2()
                        .describeKeyPairs(describe -> describe.filters(
                                filter -> filter.name("key-name").values("absent")))
                        .keyPairs())
                .isEmpty();
        assertThat(aws.ec2()
                        .describeKeyPairs(describe -> describe.filters(
                                filter -> filter.name("key-name").values("admin")))
                        .keyPairs())
                .hasSize(1);
    }
}
