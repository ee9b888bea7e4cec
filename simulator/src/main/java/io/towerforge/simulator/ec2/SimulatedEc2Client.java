package io.towerforge.simulator.ec2;

import io.towerforge.simulator.core.Gateway;
import software.amazon.awssdk.services.ec2.Ec2Client;

final class SimulatedEc2Client implements Ec2Client {
    private final Gateway gateway;

    SimulatedEc2Client(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Holds nothing to release; the account outlives its clients.
    }
}
