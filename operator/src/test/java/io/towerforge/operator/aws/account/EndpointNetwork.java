package io.towerforge.operator.aws.account;

import io.towerforge.simulator.AwsClients;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ArchitectureValues;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Asked for, and added to, through the AWS API. */
final class EndpointNetwork implements TestNetwork {
    private static final String ECS_IMAGE = "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id";

    private final AwsClients clients;
    private final Ec2Client ec2;

    EndpointNetwork(AwsClients clients) {
        this.clients = clients;
        this.ec2 = clients.ec2();
    }

    @Override
    public String vpcId() {
        return ec2.describeVpcs(request ->
                        request.filters(filter -> filter.name("is-default").values("true")))
                .vpcs()
                .get(0)
                .vpcId();
    }

    @Override
    public Set<String> subnetIds() {
        return ec2.describeSubnets(request -> request.filters(inDefaultVpc())).subnets().stream()
                .map(Subnet::subnetId)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String zoneOf(String subnetId) {
        return ec2.describeSubnets(request -> request.subnetIds(subnetId))
                .subnets()
                .get(0)
                .availabilityZone();
    }

    @Override
    public Set<String> securityGroupIds() {
        return ec2.describeSecurityGroups(request -> request.filters(inDefaultVpc())).securityGroups().stream()
                .map(SecurityGroup::groupId)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String ecsImage() {
        return clients.ssm()
                .getParameter(request -> request.name(ECS_IMAGE))
                .parameter()
                .value();
    }

    @Override
    public String addImage(String name) {
        return ec2.registerImage(request -> request.name(name)
                        .architecture(ArchitectureValues.X86_64)
                        .rootDeviceName("/dev/xvda"))
                .imageId();
    }

    @Override
    public String addSecurityGroup(String name) {
        return ec2.createSecurityGroup(
                        request -> request.groupName(name).description(name).vpcId(vpcId()))
                .groupId();
    }

    @Override
    public void addKeyPair(String name) {
        ec2.createKeyPair(request -> request.keyName(name));
    }

    private Filter inDefaultVpc() {
        return Filter.builder().name("vpc-id").values(vpcId()).build();
    }
}
