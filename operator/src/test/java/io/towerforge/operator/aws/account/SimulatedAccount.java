package io.towerforge.operator.aws.account;

import io.towerforge.operator.model.ResourceKind;
import io.towerforge.simulator.AwsClients;
import io.towerforge.simulator.SimulatedAws;
import io.towerforge.simulator.core.Call;
import io.towerforge.simulator.core.Fault;
import io.towerforge.simulator.core.Interceptor;
import io.towerforge.simulator.core.LiveObject;
import io.towerforge.simulator.core.ManualClock;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** An account in memory. Its {@link #aws} can do what no endpoint can; who uses that runs here only. */
public final class SimulatedAccount implements TestAccount {
    static final String OPERATOR = "operator";
    static final String SOMEBODY = "somebody";
    static final Instant START = Instant.parse("2026-11-25T09:00:00Z");

    private static final String ID = "111122223333";

    public final SimulatedAws aws;

    private final SimulatedClock clock = new SimulatedClock(new ManualClock(START));
    private final List<Interceptor> faults = new ArrayList<>();

    public SimulatedAccount(Timings timings) {
        aws = SimulatedAws.builder()
                .clock(clock)
                .accountId(ID)
                .region(REGION)
                .timings(timings)
                .build();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public TestClock clock() {
        return clock;
    }

    @Override
    public AwsClients operator() {
        return aws.as(OPERATOR);
    }

    @Override
    public AwsClients somebody() {
        return aws.as(SOMEBODY);
    }

    @Override
    public TestNetwork network() {
        return new SimulatedNetwork(aws.network());
    }

    @Override
    public List<String> writes() {
        return operatorsWrites().map(Call::operation).toList();
    }

    /** The requests of that type that the operator sent since the last {@link #forgetCalls()}, refused ones too. */
    public <T> List<T> sent(Class<T> request) {
        return operatorsWrites()
                .map(Call::request)
                .filter(request::isInstance)
                .map(request::cast)
                .toList();
    }

    /** Everybody's calls since the last {@link #forgetCalls()}, by the names of their operations. */
    public List<String> operations() {
        return aws.calls().stream().map(Call::operation).toList();
    }

    @Override
    public void forgetCalls() {
        aws.clearCalls();
    }

    @Override
    public List<LiveObject> find(ResourceKind kind, String name) {
        return aws.objects().stream()
                .filter(object ->
                        object.kind().equals(kind.type()) && object.name().equals(name))
                .toList();
    }

    @Override
    public void failWrite(WriteFault fault, int number) {
        AtomicInteger writes = new AtomicInteger();
        Interceptor interceptor =
                simulated(fault).once(call -> isOperatorsWrite(call) && writes.incrementAndGet() == number);
        faults.add(interceptor);
        aws.interceptor(interceptor);
    }

    @Override
    public void mend() {
        faults.forEach(aws::removeInterceptor);
        faults.clear();
    }

    private static Fault simulated(WriteFault fault) {
        return switch (fault) {
            case THROTTLED -> Fault.THROTTLED;
            case CONNECTION_LOST -> Fault.CONNECTION_LOST_BEFORE;
            case ANSWER_LOST -> Fault.TIMEOUT_AFTER;
        };
    }

    private Stream<Call> operatorsWrites() {
        return aws.calls().stream().filter(SimulatedAccount::isOperatorsWrite);
    }

    private static boolean isOperatorsWrite(Call call) {
        return call.write() && call.actor().equals(OPERATOR);
    }

    private record SimulatedClock(ManualClock clock) implements TestClock {
        @Override
        public Instant instant() {
            return clock.instant();
        }

        @Override
        public void advance(Duration duration) {
            clock.advance(duration);
        }
    }
}
