package io.towerforge.simulator.core;

import java.util.List;
import software.amazon.awssdk.core.SdkClient;

/**
 * One service of a simulated account in one Region. Clients, the call log and the list of what exists follow from it: a service that
 * is added to {@link io.towerforge.simulator.SimulatedAws} is complete.
 */
public interface SimulatedService {
    /** Which service it is. */
    Service service();

    /** The interface of the SDK through which it answers. */
    Class<? extends SdkClient> clientType();

    /** A client for one actor, of {@link #clientType}. */
    SdkClient client(Gateway gateway);

    /** What its owner made in it and what costs or counts; empty for a service that is only read. */
    default List<LiveObject> objects() {
        return List.of();
    }
}
