package io.towerforge.operator.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.aws.account.SimulatedAccount;
import io.towerforge.operator.model.Ports;
import io.towerforge.simulator.core.Timings;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.IpPermission;

class SecurityRuleCatalogTest {
    private final SimulatedAccount world = new SimulatedAccount(Timings.none());
    private final String vpc = world.aws.network().defaultVpcId();
    private final Set<String> subnets = Set.copyOf(world.aws.network().subnetIds(vpc));
    private final String instances = world.aws.network().addSecurityGroup(vpc, "instances");
    private final String files = world.aws.network().addSecurityGroup(vpc, "files");
    private final SecurityRuleCatalog catalog =
            new SecurityRuleCatalog(world.operator().ec2());

    @Test
    void severalRulesTogetherOpenARange() {
        open(988, 988);
        IntStream.rangeClosed(1018, 1022).forEach(port -> open(port, port));
        assertThat(isOpen()).as("1023 is closed").isFalse();

        open(1023, 1023);
        assertThat(isOpen()).isTrue();
    }

    @Test
    void aWideRuleOpensEverythingInIt() {
        open(900, 2000);
        assertThat(isOpen()).isTrue();
    }

    private boolean isOpen() {
        return catalog.letThrough(subnets, Set.of(instances), Set.of(files), Ports.LUSTRE);
    }

    private void open(int from, int to) {
        world.somebody()
                .ec2()
                .authorizeSecurityGroupIngress(request -> request.groupId(files)
                        .ipPermissions(IpPermission.builder()
                                .ipProtocol("tcp")
                                .fromPort(from)
                                .toPort(to)
                                .ipRanges(range -> range.cidrIp("172.31.0.0/16"))
                                .build()));
    }
}
