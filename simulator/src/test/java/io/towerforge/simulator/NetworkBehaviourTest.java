package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.simulator.ec2.MachineImages;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.ArchitectureValues;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.LocationType;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** What there is before anything is built: network, images, and the public parameters that name them. */
class NetworkBehaviourTest extends AccountFixture {

    @Test
    void onlyTheDefaultVpcGivesItsInstancesNamesUnlessSomebodySwitchesThemOn() {
        String other = aws.network().addVpc("10.0.0.0/16");
        assertThat(hasHostnames(aws.network().defaultVpcId())).isTrue();
        assertThat(hasHostnames(other)).isFalse();

        aws.network().dnsHostnames(other, true);

        assertThat(hasHostnames(other)).isTrue();
    }

    private boolean hasHostnames(String vpc) {
        return aws.ec2()
                .describeVpcAttribute(request -> request.vpcId(vpc).attribute(VpcAttributeName.ENABLE_DNS_HOSTNAMES))
                .enableDnsHostnames()
                .value();
    }

    @Test
    void aRegionHasADefaultVpc() {
        List<Vpc> vpcs = aws.ec2()
                .describeVpcs(describe ->
                        describe.filters(filter -> filter.name("is-default").values("true")))
                .vpcs();
        assertThat(vpcs).hasSize(1);
        String vpc = vpcs.get(0).vpcId();
        assertThat(aws.ec2()
                        .describeSubnets(describe -> describe.filters(
                                filter -> filter.name("vpc-id").values(vpc),
                                filter -> filter.name("default-for-az").values("true")))
                        .subnets())
                .extracting(Subnet::availabilityZone)
                .containsExactlyInAnyOrder("eu-west-1a", "eu-west-1b", "eu-west-1c");
        assertThat(aws.ec2()
                        .describeSecurityGroups(describe -> describe.filters(
                                filter -> filter.name("vpc-id").values(vpc),
                                filter -> filter.name("group-name").values("default")))
                        .securityGroups())
                .hasSize(1);
    }

    @Test
    void absentIdsAreErrorsAndEmptyFiltersAreNot() {
        refusedWith(
                "InvalidSubnetID.NotFound",
                () -> aws.ec2().describeSubnets(describe -> describe.subnetIds("subnet-0")));
        refusedWith(
                "InvalidGroup.NotFound", () -> aws.ec2().describeSecurityGroups(describe -> describe.groupIds("sg-0")));
        assertThat(aws.ec2()
                        .describeSubnets(describe ->
                                describe.filters(filter -> filter.name("vpc-id").values("vpc-0")))
                        .subnets())
                .isEmpty();
    }

    @Test
    void anUnknownFilterIsRefused() {
        refusedWith(
                "InvalidParameterValue",
                () -> aws.ec2()
                        .describeSubnets(describe ->
                                describe.filters(filter -> filter.name("colour").values("blue"))));
    }

    @Test
    void anImageHasAnArchitecture() {
        String image = aws.network().addImage("mine", ArchitectureValues.ARM64);
        assertThat(aws.ec2()
                        .describeImages(describe -> describe.imageIds(image))
                        .images()
                        .get(0)
                        .architecture())
                .isEqualTo(ArchitectureValues.ARM64);
        refusedWith(
                "InvalidAMIID.NotFound",
                () -> aws.ec2().describeImages(describe -> describe.imageIds("ami-00000000000000000")));
        refusedWith("InvalidAMIID.Malformed", () -> aws.ec2().describeImages(describe -> describe.imageIds("image")));
    }

    @Test
    void offeringsAreListedPerZone() {
        assertThat(aws.ec2()
                        .describeInstanceTypeOfferings(describe -> describe.locationType(LocationType.AVAILABILITY_ZONE)
                                .filters(filter -> filter.name("instance-type").values("m6i.large", "z9.large")))
                        .instanceTypeOfferings())
                .extracting(InstanceTypeOffering::location)
                .containsExactly("eu-west-1a", "eu-west-1b", "eu-west-1c");
    }

    @Test
    void publicParametersNameTheImages() {
        String name = "/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended";
        String image = aws.ssm()
                .getParameter(get -> get.name(name + "/image_id"))
                .parameter()
                .value();
        assertThat(aws.ec2()
                        .describeImages(describe -> describe.imageIds(image))
                        .images()
                        .get(0)
                        .architecture())
                .isEqualTo(ArchitectureValues.ARM64);
        assertThat(aws.ssm().getParameter(get -> get.name(name)).parameter().value())
                .contains("\"image_id\":\"" + image + "\"");
    }

    @Test
    void anUnknownParameterIsAnErrorOnlyAlone() {
        assertThatThrownBy(() -> aws.ssm().getParameter(get -> get.name("/absent")))
                .isInstanceOf(ParameterNotFoundException.class);
        String known = "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id";
        var answer = aws.ssm().getParameters(get -> get.names("/absent", known));
        assertThat(answer.invalidParameters()).containsExactly("/absent");
        assertThat(answer.parameters()).hasSize(1);
    }

    @Test
    void theCallerIdentityNamesTheAccount() {
        assertThat(aws.as("alice").sts().getCallerIdentity().account()).isEqualTo("111122223333");
        assertThat(aws.as("alice").sts().getCallerIdentity().arn()).contains("assumed-role/alice");
    }

    @Test
    void theNetworkIsFoundByTags() {
        String vpc = aws.network().addVpc("10.0.0.0/16");
        String subnet = aws.network().addSubnet(vpc, "eu-west-1a");
        String group = aws.network().addSecurityGroup(vpc, "jobs");
        aws.ec2()
                .createTags(create -> create.resources(vpc, subnet, group)
                        .tags(tag -> tag.key("use").value("batch")));
        Filter batch = Filter.builder().name("tag:use").values("batch").build();
        assertThat(aws.ec2()
                        .describeSubnets(describe -> describe.filters(batch))
                        .subnets())
                .extracting(Subnet::subnetId)
                .containsExactly(subnet);
        assertThat(aws.ec2()
                        .describeSecurityGroups(describe -> describe.filters(batch))
                        .securityGroups())
                .hasSize(1);
        assertThat(aws.ec2().describeVpcs(describe -> describe.filters(batch)).vpcs())
                .hasSize(1);
        refusedWith(
                "InvalidID",
                () -> aws.ec2()
                        .createTags(create -> create.resources("subnet-0")
                                .tags(tag -> tag.key("use").value("batch"))));
    }

    @Test
    void aKeyPairIsDescribedByName() {
        aws.network().addKeyPair("admin");
        assertThat(aws.ec2()
                        .describeKeyPairs(describe -> describe.keyNames("admin"))
                        .keyPairs())
                .hasSize(1);
        refusedWith(
                "InvalidKeyPair.NotFound", () -> aws.ec2().describeKeyPairs(describe -> describe.keyNames("absent")));
    }

    @Test
    void imagesAreFilteredByOwner() {
        String image = aws.network().addImage("mine", ArchitectureValues.X86_64);
        assertThat(aws.ec2().describeImages(describe -> describe.owners("self")).images())
                .extracting(Image::imageId)
                .containsExactly(image);
        assertThat(aws.ec2()
                        .describeImages(describe -> describe.owners("amazon"))
                        .images())
                .extracting(Image::imageId)
                .doesNotContain(image)
                .isNotEmpty();
        aws.network().remove(image);
        refusedWith("InvalidAMIID.NotFound", () -> aws.ec2().describeImages(describe -> describe.imageIds(image)));
    }

    @Test
    void aDeprecatedImageOfAnotherAccountIsShownToWhoAsksForIt() {
        MachineImages images = aws.network().images();
        Image old = images.describe("old", ArchitectureValues.X86_64)
                .ownerId("999999999999")
                .deprecationTime("2020-01-01T00:00:00.000Z")
                .build();
        images.add(old);
        Filter filter = Filter.builder().name("image-id").values(old.imageId()).build();

        assertThat(aws.ec2()
                        .describeImages(describe -> describe.filters(filter))
                        .images())
                .isEmpty();
        assertThat(aws.ec2()
                        .describeImages(describe -> describe.filters(filter).includeDeprecated(true))
                        .images())
                .hasSize(1);
        assertThat(aws.ec2()
                        .describeImages(describe -> describe.imageIds(old.imageId()))
                        .images())
                .hasSize(1);
        images.add(old.toBuilder().ownerId(aws.accountId()).build());
        assertThat(aws.ec2()
                        .describeImages(describe -> describe.filters(filter))
                        .images())
                .hasSize(1);
    }

    @Test
    void aNewerImageIsPublishedUnderTheSameParameter() {
        String older = recommended();

        String newer = aws.network().images().publish("amazon-linux-2023");

        assertThat(recommended()).isEqualTo(newer).isNotEqualTo(older);
        assertThat(aws.ec2()
                        .describeImages(describe -> describe.imageIds(older, newer))
                        .images())
                .hasSize(2);
    }

    @Test
    void anImageTellsItsRootVolume() {
        Image image = aws.ec2()
                .describeImages(describe -> describe.imageIds(recommended()))
                .images()
                .get(0);

        assertThat(image.rootDeviceName()).isEqualTo("/dev/xvda");
        assertThat(image.blockDeviceMappings().get(0).deviceName()).isEqualTo("/dev/xvda");
        assertThat(image.blockDeviceMappings().get(0).ebs().volumeSize()).isEqualTo(30);
    }

    private String recommended() {
        return aws.ssm()
                .getParameter(get -> get.name("/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"))
                .parameter()
                .value();
    }
}
