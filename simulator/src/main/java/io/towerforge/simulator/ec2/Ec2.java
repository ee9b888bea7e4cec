package io.towerforge.simulator.ec2;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.LiveObject;
import io.towerforge.simulator.core.Simulation;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Under construction. */
public final class Ec2 {
    public Ec2(Simulation simulation) {}

    public Ec2Client client(Gateway gateway) {
        return new SimulatedEc2Client(gateway);
    }

    public List<LiveObject> objects() {
        return List.of();
    }

    public Network network() {
        return new Network();
    }
}
