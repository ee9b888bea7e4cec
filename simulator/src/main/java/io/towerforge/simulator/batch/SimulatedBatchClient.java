package io.towerforge.simulator.batch;

import io.towerforge.simulator.core.Gateway;
import software.amazon.awssdk.services.batch.BatchClient;

final class SimulatedBatchClient implements BatchClient {
    private final Gateway gateway;

    SimulatedBatchClient(Gateway gateway) {
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
