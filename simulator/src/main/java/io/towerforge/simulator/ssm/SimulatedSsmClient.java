package io.towerforge.simulator.ssm;

import io.towerforge.simulator.core.Gateway;
import software.amazon.awssdk.services.ssm.SsmClient;

final class SimulatedSsmClient implements SsmClient {
    private final Gateway gateway;

    SimulatedSsmClient(Gateway gateway) {
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
