package io.towerforge.simulator.ssm;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.ec2.Network;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Under construction. */
public final class Ssm {
    public Ssm(Network network) {}

    public SsmClient client(Gateway gateway) {
        return new SimulatedSsmClient(gateway);
    }
}
