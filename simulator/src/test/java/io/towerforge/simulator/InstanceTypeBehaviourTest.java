package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.ArchitectureType;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/** What EC2 tells about what instances can be. */
class InstanceTypeBehaviourTest extends AccountFixture {
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
