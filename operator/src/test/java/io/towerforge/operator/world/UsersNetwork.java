package io.towerforge.operator.world;

import io.towerforge.simulator.SimulatedAws;
import io.towerforge.simulator.core.Timings;
import io.towerforge.simulator.ec2.Network;
import java.util.List;

/**
 * Subnets and security groups that a user may name. Ids are the same in every world: the simulated account gives the same ids to the
 * same things made in the same order.
 */
public final class UsersNetwork {
    /** Two of the three default subnets, each in a zone of its own. */
    public static final List<String> SUBNETS;

    /** Lets everything in that comes from itself, as the default group does. */
    public static final String OPEN_GROUP;

    /** Lets nobody in. */
    public static final String CLOSED_GROUP;

    static {
        SimulatedAws aws = SimulatedAws.builder().timings(Timings.none()).build();
        Network network = aws.network();
        SUBNETS = network.subnetIds(network.defaultVpcId()).subList(1, 3);
        OPEN_GROUP = openGroup(aws);
        CLOSED_GROUP = closedGroup(aws);
    }

    private UsersNetwork() {}

    /** Makes the groups, without a trace in the call log, before anything else is made. */
    static void make(SimulatedAws aws) {
        openGroup(aws);
        closedGroup(aws);
        aws.clearCalls();
    }

    private static String openGroup(SimulatedAws aws) {
        String id = aws.network().addSecurityGroup(aws.network().defaultVpcId(), "open");
        aws.as("user")
                .ec2()
                .authorizeSecurityGroupIngress(request -> request.groupId(id)
                        .ipPermissions(
                                permission -> permission.ipProtocol("-1").userIdGroupPairs(pair -> pair.groupId(id))));
        return id;
    }

    private static String closedGroup(SimulatedAws aws) {
        return aws.network().addSecurityGroup(aws.network().defaultVpcId(), "closed");
    }
}
