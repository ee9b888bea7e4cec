package io.towerforge.simulator.iam;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.LiveObject;
import io.towerforge.simulator.core.Simulation;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;

/** Under construction. */
public final class Iam {
    public Iam(Simulation simulation) {}

    public IamClient client(Gateway gateway) {
        return new SimulatedIamClient(gateway);
    }

    public List<LiveObject> objects() {
        return List.of();
    }
}
