package io.towerforge.simulator.logs;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.LiveObject;
import io.towerforge.simulator.core.Simulation;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** Under construction. */
public final class Logs {
    public Logs(Simulation simulation) {}

    public CloudWatchLogsClient client(Gateway gateway) {
        return new SimulatedCloudWatchLogsClient(gateway);
    }

    public List<LiveObject> objects() {
        return List.of();
    }
}
