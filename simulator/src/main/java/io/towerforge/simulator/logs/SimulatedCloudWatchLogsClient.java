package io.towerforge.simulator.logs;

import io.towerforge.simulator.core.Gateway;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

final class SimulatedCloudWatchLogsClient implements CloudWatchLogsClient {
    private final Gateway gateway;

    SimulatedCloudWatchLogsClient(Gateway gateway) {
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
