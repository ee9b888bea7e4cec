package io.towerforge.operator;

/** Where AWS clients come from: AWS itself, or the simulator. */
@FunctionalInterface
public interface AwsClientFactory {
    AwsClients in(String region);
}
