package io.towerforge.operator.aws.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.aws.ExampleStack;
import io.towerforge.operator.aws.account.SimulatedAccount;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.Secret;
import io.towerforge.simulator.core.Timings;
import org.junit.jupiter.api.Test;

class SecretBehaviourTest {
    private final SimulatedAccount world = new SimulatedAccount(Timings.none());
    private final SecretManager manager =
            (SecretManager) world.open().managers().get(ResourceKind.SECRET);

    @Test
    void theValueIsWrittenAndNeverRead() {
        Secret desired = ExampleStack.secret();

        manager.create(desired);

        assertThat(world.find(ResourceKind.SECRET, desired.name()))
                .singleElement()
                .satisfies(one -> assertThat(one.attributes())
                        .containsEntry("secretString", desired.value().reveal()));
        assertThat(world.operations()).doesNotContain("GetSecretValue");
        assertThat(world.aws.calls().toString()).doesNotContain(desired.value().reveal());
    }
}
