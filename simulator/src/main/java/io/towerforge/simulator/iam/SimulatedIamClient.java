package io.towerforge.simulator.iam;

import io.towerforge.simulator.core.Gateway;
import software.amazon.awssdk.services.iam.IamClient;

final class SimulatedIamClient implements IamClient {
    private final Gateway gateway;

    SimulatedIamClient(Gateway gateway) {
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
