package io.towerforge.operator.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.aws.NamedRoles.Answer;
import io.towerforge.operator.aws.account.SimulatedAccount;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;

class RoleLookupTest {
    private static final String TASKS = "ecs-tasks.amazonaws.com";

    private final SimulatedAccount world = new SimulatedAccount(Timings.none());
    private final RoleLookup roles =
            new RoleLookup(new RoleList(world.operator().of(IamClient.class), world.clock()));

    @Test
    void aRoleMadeAfterTheListWasReadIsFound() {
        assertThat(roles.role("arn:aws:iam::111122223333:role/absent", TASKS, Instant.MIN))
                .isEqualTo(Answer.ABSENT);
        world.clock().advance(Duration.ofSeconds(1));
        String arn = world.somebody()
                .of(IamClient.class)
                .createRole(request -> request.roleName("just-made").assumeRolePolicyDocument("""
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                         "Principal": {"Service": "ecs-tasks.amazonaws.com"}}]}"""))
                .role()
                .arn();

        assertThat(roles.role(arn, TASKS, Instant.MIN)).isEqualTo(Answer.USABLE);
    }
}
