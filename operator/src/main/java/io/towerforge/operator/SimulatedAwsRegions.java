package io.towerforge.operator;

import io.towerforge.operator.aws.CallMeter;
import io.towerforge.simulator.SimulatedAws;
import io.towerforge.simulator.core.Call;
import io.towerforge.simulator.core.Interceptor;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Clients of a simulated account, one region as good as another. */
public final class SimulatedAwsRegions implements AwsClientFactory {
    /** The name under which the operator's calls stand in the simulator's call log. */
    public static final String ACTOR = "operator";

    private final SimulatedAws home;
    private final ConcurrentMap<String, SimulatedAws> regions = new ConcurrentHashMap<>();

    public SimulatedAwsRegions(InstantSource clock, Timings timings) {
        this.home = SimulatedAws.builder().clock(clock).timings(timings).build();
    }

    @Override
    public AwsClients in(String region, CallMeter meter) {
        SimulatedAws aws = region(region);
        aws.interceptor(new Metering(meter));
        return aws.as(ACTOR)::of;
    }

    /** The simulated account itself, for whoever plays AWS or looks at it. */
    public SimulatedAws region(String region) {
        return regions.computeIfAbsent(region, home::inRegion);
    }

    private record Metering(CallMeter meter) implements Interceptor {
        @Override
        public void before(Call call) {
            if (call.actor().equals(ACTOR)) {
                meter.starting(call.service().label(), call.operation());
            }
        }

        @Override
        public void after(Call call) {
            if (call.actor().equals(ACTOR)) {
                meter.ended(call.service().label(), call.operation(), refusal(call), Duration.ZERO);
            }
        }

        private static AwsServiceException refusal(Call call) {
            if (call.errorCode() == null) {
                return null;
            }
            return AwsServiceException.builder()
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode(call.errorCode())
                            .errorMessage("")
                            .build())
                    .build();
        }
    }
}
