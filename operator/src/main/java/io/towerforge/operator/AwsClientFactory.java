package io.towerforge.operator;

import io.towerforge.operator.aws.CallMeter;

/** Where AWS clients come from: AWS itself, or the simulator. */
@FunctionalInterface
public interface AwsClientFactory {
    /** @param meter every call of the clients goes through it */
    AwsClients in(String region, CallMeter meter);
}
