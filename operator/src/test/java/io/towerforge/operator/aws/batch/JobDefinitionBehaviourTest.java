package io.towerforge.operator.aws.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.aws.ExampleStack;
import io.towerforge.operator.aws.account.SimulatedAccount;
import io.towerforge.operator.model.JobDefinition;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobDefinitionBehaviourTest {
    private final SimulatedAccount world = new SimulatedAccount(Timings.none());
    private final JobDefinitionManager manager =
            (JobDefinitionManager) world.open().managers().get(ResourceKind.JOB_DEFINITION);

    @Test
    void anIdleDefinitionIsReadOnceAnHour() {
        JobDefinition desired = ExampleStack.jobDefinition();
        world.somebody()
                .batch()
                .registerJobDefinition(
                        JobDefinitionMapping.register(desired, desired.tags().all()));
        observe(Duration.ZERO);
        world.forgetCalls();
        Duration ofAnIdlePass = Duration.ofSeconds(40);

        for (int minutes = 0; minutes < 55; minutes += 5) {
            world.clock().advance(Duration.ofMinutes(5));
            observe(ofAnIdlePass);
        }
        assertThat(world.operations()).isEmpty();

        world.clock().advance(Duration.ofMinutes(10));
        observe(ofAnIdlePass);
        assertThat(world.operations()).hasSize(1);
    }

    private void observe(Duration notOlderThan) {
        manager.observe(ExampleStack.STACK, world.clock().instant().minus(notOlderThan));
    }
}
