package io.towerforge.operator.aws.account;

import io.towerforge.simulator.core.Timings;
import java.util.List;

/** What stands in for AWS in a test. */
public enum AwsDouble {
    /** The simulator, where everything happens at once. */
    IMMEDIATE,
    /** The simulator, where everything takes its time and reads lag. */
    REALISTIC,
    /** Whoever answers at the {@link Endpoint}. */
    AT_ENDPOINT;

    /** Those a run is meant for: the endpoint alone if there is to be one, otherwise the simulator at both paces. */
    public static List<AwsDouble> ofThisRun() {
        return Endpoint.isWanted() ? List.of(AT_ENDPOINT) : List.of(IMMEDIATE, REALISTIC);
    }

    /** Opens an empty account. */
    public TestAccount open() {
        return switch (this) {
            case IMMEDIATE -> new SimulatedAccount(Timings.none());
            case REALISTIC -> new SimulatedAccount(Timings.realistic());
            case AT_ENDPOINT -> EndpointAccount.open(Endpoint.ofThisRun());
        };
    }
}
