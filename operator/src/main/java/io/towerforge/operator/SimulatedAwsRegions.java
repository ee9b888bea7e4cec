package io.towerforge.operator;

import io.towerforge.operator.aws.AwsAccess;
import io.towerforge.operator.aws.CallMeter;
import io.towerforge.simulator.SimulatedAws;
import io.towerforge.simulator.SimulatedKeys;
import io.towerforge.simulator.core.Call;
import io.towerforge.simulator.core.Interceptor;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Clients of simulated accounts, one region as good as another. The operator's own credentials lead into the account of the first
 * region, those of an AwsIdentity wherever {@link SimulatedKeys} says.
 */
public final class SimulatedAwsRegions implements AwsClientFactory {
    /** The name under which the operator's calls stand in the simulator's call log; with an AwsIdentity, what it begins with. */
    public static final String ACTOR = "operator";

    private final SimulatedAws home;
    private final SimulatedKeys keys;
    private final AtomicInteger entries = new AtomicInteger();

    public SimulatedAwsRegions(InstantSource clock, Timings timings) {
        this(
                SimulatedAws.builder().clock(clock).timings(timings).build(),
                id -> SimulatedAws.builder()
                        .clock(clock)
                        .timings(timings)
                        .accountId(id)
                        .build());
    }

    /**
     * @param home the account of the operator's own credentials
     * @param others opens an account of that number
     */
    public SimulatedAwsRegions(SimulatedAws home, Function<String, SimulatedAws> others) {
        this.home = home;
        this.keys = new SimulatedKeys(home, others);
    }

    @Override
    public AwsClients in(Supplier<AwsAccess> access, String region, CallMeter meter) {
        return clients(access, region, meter);
    }

    /** The same without a meter, for time that does not pass. */
    public AwsClients unmetered(Supplier<AwsAccess> access, String region) {
        return clients(access, region, null);
    }

    private AwsClients clients(Supplier<AwsAccess> access, String region, @Nullable CallMeter meter) {
        AwsAccess first = access.get();
        String actor = first.isOwn() ? ACTOR : ACTOR + " as " + first.identity() + " " + entries.incrementAndGet();
        SimulatedAws aws = first.isOwn()
                ? region(region)
                : keys.account(keyId(first), roleArn(first)).inRegion(region);
        if (meter != null) {
            aws.interceptor(new Metering(actor, meter));
        }
        if (!first.isOwn()) {
            aws.interceptor(new Entering(actor, access, keys));
        }
        return aws.as(actor)::of;
    }

    /** The simulated account itself, for whoever plays AWS or looks at it. */
    public SimulatedAws region(String region) {
        return home.inRegion(region);
    }

    /** What the credentials of identities are worth. */
    public SimulatedKeys keys() {
        return keys;
    }

    private static @Nullable String keyId(AwsAccess access) {
        return access.accessKey() == null ? null : access.accessKey().id();
    }

    private static @Nullable String roleArn(AwsAccess access) {
        return access.role() == null ? null : access.role().arn();
    }

    /** Looks at the credentials of each call, as AWS does. */
    private record Entering(String actor, Supplier<AwsAccess> access, SimulatedKeys keys) implements Interceptor {
        @Override
        public void before(Call call) {
            if (!call.actor().equals(actor)) {
                return;
            }
            AwsAccess now = access.get();
            if (now.accessKey() != null) {
                keys.checkKey(now.accessKey().id(), now.accessKey().secret());
            }
            if (now.role() != null) {
                keys.checkRole(now.role().arn(), now.role().externalId());
            }
        }
    }

    private record Metering(String actor, CallMeter meter) implements Interceptor {
        @Override
        public void before(Call call) {
            if (call.actor().equals(actor)) {
                meter.starting(call.service().label(), call.operation());
            }
        }

        @Override
        public void after(Call call) {
            if (call.actor().equals(actor)) {
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
