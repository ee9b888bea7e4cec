package io.towerforge.operator;

import io.towerforge.simulator.SimulatedAws;
import io.towerforge.simulator.core.Timings;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Clients of a simulated account, one region as good as another. */
public final class SimulatedAwsRegions implements AwsClientFactory {
    private final InstantSource clock;
    private final Timings timings;
    private final ConcurrentMap<String, SimulatedAws> regions = new ConcurrentHashMap<>();

    public SimulatedAwsRegions(InstantSource clock, Timings timings) {
        this.clock = clock;
        this.timings = timings;
    }

    @Override
    public AwsClients in(String region) {
        SimulatedAws aws = region(region);
        return new AwsClients(aws.batch(), aws.ec2(), aws.iam(), aws.ssm(), aws.sts(), aws.logs());
    }

    /** The simulated account itself, for whoever plays AWS or looks at it. */
    public SimulatedAws region(String region) {
        return regions.computeIfAbsent(
                region,
                name -> SimulatedAws.builder()
                        .clock(clock)
                        .region(name)
                        .timings(timings)
                        .build());
    }
}
