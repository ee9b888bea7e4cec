package io.towerforge.simulator.sts;

import io.towerforge.simulator.core.Gateway;
import software.amazon.awssdk.services.sts.StsClient;

/** The security token service; it has no state. */
public final class Sts {

    /** A client for one actor. */
    public StsClient client(Gateway gateway) {
        return new SimulatedStsClient(gateway);
    }
}
