package io.towerforge.operator;

import software.amazon.awssdk.core.SdkClient;

/** The clients of one account in one Region. */
@FunctionalInterface
public interface AwsClients {
    /**
     * The client of one service, always the same one.
     *
     * @param type the SDK's interface for it, such as {@code BatchClient.class}
     */
    <C extends SdkClient> C of(Class<C> type);
}
