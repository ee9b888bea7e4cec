package io.towerforge.operator.aws.account;

import io.towerforge.operator.AwsAccounts;
import io.towerforge.operator.aws.AwsAccess;
import io.towerforge.operator.aws.AwsAccount;
import io.towerforge.operator.aws.CallObserver;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.simulator.AwsClients;
import io.towerforge.simulator.core.LiveObject;
import java.time.Duration;
import java.util.List;

/** An empty AWS account in {@value #REGION} with two people in it: the operator, and somebody else with every right. */
public interface TestAccount {
    String REGION = "eu-west-1";

    /** The account's twelve-digit number. */
    String id();

    /** The time in the account, in which everything happens that AWS takes a while for. */
    TestClock clock();

    /** The operator's clients. They try once, so that every fault reaches who called. */
    AwsClients operator();

    /** The account as an operator sees it that has just started. */
    default AwsAccount open() {
        return new AwsAccounts((access, region, meter) -> operator()::of, CallObserver.NONE, clock())
                .in(AwsAccess.OWN, REGION);
    }

    /** Somebody else in the same account. */
    AwsClients somebody();

    /** The network, images and keys that are there before anything is built. */
    TestNetwork network();

    /** The calls since the last {@link #forgetCalls()} with which the operator changed something, or tried to, in their order. */
    List<String> writes();

    void forgetCalls();

    /** What there is of that kind and name, as it is and not as a lagging read shows it; several only where names may repeat. */
    List<LiveObject> find(ResourceKind kind, String name);

    /**
     * Lets one write of the operator fail, until {@link #mend()}.
     *
     * @param number which one, counted from 1 from now on
     */
    void failWrite(WriteFault fault, int number);

    /** Takes back {@link #failWrite}. */
    void mend();

    /** The ARN of something in this account's Region. */
    default String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + REGION + ":" + id() + ":" + resource;
    }

    /** The ARN of an instance profile; IAM has no Region. */
    default String instanceProfileArn(String name) {
        return "arn:aws:iam::" + id() + ":instance-profile/" + name;
    }

    /** Lets pass what it takes for every read to show every write. */
    default void catchUp() {
        clock().advance(Duration.ofSeconds(30));
    }
}
