package io.towerforge.operator.aws.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.operator.aws.AwsFailure;
import io.towerforge.operator.aws.account.SimulatedAccount;
import io.towerforge.simulator.core.Fault;
import io.towerforge.simulator.core.Timings;
import org.junit.jupiter.api.Test;

class CallerLookupTest {
    private final SimulatedAccount world = new SimulatedAccount(Timings.none());
    private final CallerLookup caller = new CallerLookup(world.operator().sts());

    @Test
    void theAccountAndPartitionAreThoseOfTheCredentials() {
        assertThat(caller.identity()).satisfies(identity -> {
            assertThat(identity.accountId()).isEqualTo("111122223333");
            assertThat(identity.partition()).isEqualTo("aws");
            assertThat(identity.arn()).startsWith("arn:aws:");
        });
    }

    @Test
    void aRefusalIsInWords() {
        world.aws.interceptor(Fault.ACCESS_DENIED.on(call -> true));

        assertThatThrownBy(caller::identity)
                .isInstanceOf(AwsFailure.class)
                .hasMessageStartingWith("Could not find out whose credentials these are.");
    }
}
