package io.towerforge.simulator.batch;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.LiveObject;
import io.towerforge.simulator.core.Simulation;
import java.util.List;
import software.amazon.awssdk.services.batch.BatchClient;

/** Under construction. */
public final class Batch {
    public Batch(Simulation simulation, io.towerforge.simulator.iam.Iam iam, io.towerforge.simulator.ec2.Ec2 ec2) {}

    public BatchClient client(Gateway gateway) {
        return new SimulatedBatchClient(gateway);
    }

    public List<LiveObject> objects() {
        return List.of();
    }

    public List<JobRecord> jobRecords() {
        return List.of();
    }

    public String submit(
            BatchClient client,
            String queue,
            String name,
            int vcpus,
            java.time.@org.jspecify.annotations.Nullable Duration runTime) {
        return name;
    }

    public String finish(String jobId) {
        return jobId;
    }

    public String loseInstances(String name) {
        return name;
    }

    public String invalidate(String name, String reason) {
        return name;
    }
}
