package io.towerforge.operator.aws.account;

import io.towerforge.simulator.ec2.Network;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.ArchitectureValues;

record SimulatedNetwork(Network network) implements TestNetwork {
    @Override
    public String vpcId() {
        return network.defaultVpcId();
    }

    @Override
    public Set<String> subnetIds() {
        return Set.copyOf(network.subnetIds(vpcId()));
    }

    @Override
    public String zoneOf(String subnetId) {
        return network.findSubnet(subnetId).orElseThrow().availabilityZone();
    }

    @Override
    public Set<String> securityGroupIds() {
        return Set.copyOf(network.securityGroupIds(vpcId()));
    }

    @Override
    public String ecsImage() {
        return network.ecsOptimizedImages().get("amazon-linux-2023");
    }

    @Override
    public String addImage(String name) {
        return network.addImage(name, ArchitectureValues.X86_64);
    }

    @Override
    public String addSecurityGroup(String name) {
        return network.addSecurityGroup(vpcId(), name);
    }

    @Override
    public void addKeyPair(String name) {
        network.addKeyPair(name);
    }
}
