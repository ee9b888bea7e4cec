package io.towerforge.operator.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.aws.Networks.Network;
import io.towerforge.operator.aws.Networks.Resolution;
import io.towerforge.operator.aws.account.SimulatedAccount;
import io.towerforge.simulator.core.Timings;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NetworkCatalogTest {
    private final SimulatedAccount world = new SimulatedAccount(Timings.none());
    private final io.towerforge.simulator.ec2.Network network = world.aws.network();
    private final NetworkCatalog catalog = new NetworkCatalog(world.operator().ec2());
    private final String defaultVpc = network.defaultVpcId();
    private final String ownVpc = network.addVpc("10.0.0.0/16");

    @Test
    void leftOpenItIsTheDefaultVpcInTwoCalls() {
        Resolution resolution = catalog.resolve(Network.OPEN);

        assertThat(resolution.findings()).isEmpty();
        assertThat(resolution.network())
                .isEqualTo(new Network(
                        defaultVpc,
                        Set.copyOf(network.subnetIds(defaultVpc)),
                        Set.copyOf(network.securityGroupIds(defaultVpc))));
        assertThat(world.aws.calls()).hasSize(2);
    }

    @Test
    void aVpcStandsForAllItsSubnetsAndItsDefaultGroup() {
        String subnet = network.addSubnet(ownVpc, "eu-west-1a");
        String group = network.addSecurityGroup(ownVpc, "default");
        network.addSecurityGroup(ownVpc, "other");

        Resolution resolution = catalog.resolve(new Network(ownVpc, Set.of(), Set.of()));

        assertThat(resolution.findings()).isEmpty();
        assertThat(resolution.network()).isEqualTo(new Network(ownVpc, Set.of(subnet), Set.of(group)));
    }

    @Test
    void subnetsOrGroupsSayWhichVpcIsMeant() {
        String subnet = network.addSubnet(ownVpc, "eu-west-1a");
        String group = network.addSecurityGroup(ownVpc, "default");
        Network whole = new Network(ownVpc, Set.of(subnet), Set.of(group));

        assertThat(catalog.resolve(new Network("", Set.of(subnet), Set.of())).network())
                .isEqualTo(whole);
        assertThat(catalog.resolve(new Network("", Set.of(), Set.of(group))).network())
                .isEqualTo(whole);
        assertThat(catalog.resolve(whole)).isEqualTo(new Resolution(whole, java.util.List.of()));
    }

    @Test
    void whatDoesNotExistIsNamed() {
        assertThat(catalog.resolve(new Network("", Set.of("subnet-none"), Set.of("sg-none")))
                        .findings())
                .hasSize(2)
                .anySatisfy(finding -> assertThat(finding).contains("subnet 'subnet-none'"))
                .anySatisfy(finding -> assertThat(finding).contains("security group 'sg-none'"));
        assertThat(catalog.resolve(new Network("vpc-none", Set.of(), Set.of())).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding).contains("VPC 'vpc-none' does not exist"));
    }

    @Test
    void severalVpcsAreRefused() {
        String subnet = network.addSubnet(ownVpc, "eu-west-1a");
        String group = network.securityGroupIds(defaultVpc).get(0);

        assertThat(catalog.resolve(new Network("", Set.of(subnet), Set.of(group)))
                        .findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding).contains("one VPC", ownVpc, defaultVpc, subnet, group));
        assertThat(catalog.resolve(new Network(defaultVpc, Set.of(subnet), Set.of()))
                        .findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding).contains("`spec.forge.network.vpcId`"));
    }

    @Test
    void anEmptyVpcAndAMissingDefaultAreFindings() {
        assertThat(catalog.resolve(new Network(ownVpc, Set.of(), Set.of())).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding).contains("has no subnets"));
        network.subnetIds(defaultVpc).forEach(network::remove);
        assertThat(catalog.resolve(Network.OPEN).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding).contains("no default VPC"));
        String subnet = network.addSubnet(ownVpc, "eu-west-1a");
        assertThat(catalog.resolve(new Network("", Set.of(subnet), Set.of())).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding).contains("no default security group"));
    }
}
