package io.towerforge.simulator.sts;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.Service;
import io.towerforge.simulator.core.SimulatedService;
import software.amazon.awssdk.services.sts.StsClient;

/** The security token service; it has no state. */
public final class Sts implements SimulatedService {

    @Override
    public Service service() {
        return Service.STS;
    }

    @Override
    public Class<StsClient> clientType() {
        return StsClient.class;
    }

    @Override
    public StsClient client(Gateway gateway) {
        return new SimulatedStsClient(gateway);
    }
}
