package io.towerforge.operator.aws.account;

import io.towerforge.operator.aws.account.Rig.RecordedCall;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.simulator.AwsClients;
import io.towerforge.simulator.core.LiveObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The one account at an endpoint, emptied when it is opened. The actor of a call is the access key's id. */
final class EndpointAccount implements TestAccount {
    /** Long enough for a test to see something happen, as long as it does not move the clock. */
    private static final Duration DELAY = Duration.ofSeconds(20);

    private final Rig rig;
    private final EndpointClock clock;
    private final AwsClients operator;
    private final AwsClients somebody;
    private final String id;
    private int forgotten;

    private EndpointAccount(Rig rig, AwsClients operator, AwsClients somebody) {
        this.rig = rig;
        this.clock = new EndpointClock(rig);
        this.operator = operator;
        this.somebody = somebody;
        this.id = somebody.sts().getCallerIdentity().account();
    }

    /** @throws IllegalStateException if nobody answers there */
    static EndpointAccount open(Endpoint endpoint) {
        Rig rig = new Rig(endpoint);
        rig.reset();
        rig.delay(DELAY);
        EndpointAccount account = new EndpointAccount(
                rig,
                EndpointClients.of(endpoint, SimulatedAccount.OPERATOR),
                EndpointClients.of(endpoint, SimulatedAccount.SOMEBODY));
        account.forgetCalls(); // the server's record goes on over a new beginning
        return account;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public TestClock clock() {
        return clock;
    }

    @Override
    public AwsClients operator() {
        return operator;
    }

    @Override
    public AwsClients somebody() {
        return somebody;
    }

    @Override
    public TestNetwork network() {
        return new EndpointNetwork(somebody);
    }

    @Override
    public List<String> writes() {
        return rig.callsAfter(forgotten).stream()
                .filter(call -> call.write() && call.actor().equals(SimulatedAccount.OPERATOR))
                .map(RecordedCall::action)
                .toList();
    }

    @Override
    public void forgetCalls() {
        List<RecordedCall> calls = rig.callsAfter(forgotten);
        forgotten = calls.isEmpty() ? forgotten : calls.get(calls.size() - 1).number();
    }

    @Override
    public List<LiveObject> find(ResourceKind kind, String name) {
        return new EndpointObjects(somebody).find(kind, name);
    }

    @Override
    public void failWrite(WriteFault fault, int number) {
        rig.addFaults(FaultRules.atWrite(SimulatedAccount.OPERATOR, fault, number));
    }

    @Override
    public void mend() {
        rig.clearFaults();
    }

    /** Stands still here until it is moved; at the endpoint the seconds that really pass come on top. */
    private static final class EndpointClock implements TestClock {
        private final Rig rig;
        private Instant now = SimulatedAccount.START;

        EndpointClock(Rig rig) {
            this.rig = rig;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public void advance(Duration duration) {
            rig.advance(duration);
            now = now.plus(duration);
        }
    }
}
