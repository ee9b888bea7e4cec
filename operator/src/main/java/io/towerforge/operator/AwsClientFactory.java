package io.towerforge.operator;

import io.towerforge.operator.aws.AwsAccess;
import io.towerforge.operator.aws.CallMeter;
import java.util.function.Supplier;

/** Where AWS clients come from: AWS itself, or the simulator. */
@FunctionalInterface
public interface AwsClientFactory {
    /**
     * Clients of one account in one Region.
     *
     * @param access asked before each call, so that credentials can be renewed; it leads into the same account always
     * @param meter every call of the clients goes through it
     */
    AwsClients in(Supplier<AwsAccess> access, String region, CallMeter meter);
}
