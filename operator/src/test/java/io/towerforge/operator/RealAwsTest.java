package io.towerforge.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.operator.aws.AwsAccess;
import io.towerforge.operator.aws.CallMeter;
import io.towerforge.operator.aws.CallObserver;
import io.towerforge.simulator.SimulatedAws;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkClient;

/** Clients of AWS; making one asks nobody anything. */
class RealAwsTest {
    private final AwsClients clients = new RealAws()
            .in(() -> AwsAccess.OWN, "eu-west-1", new CallMeter(InstantSource.system(), CallObserver.NONE));

    @Test
    void whateverIsSimulatedHasARealClientToo() {
        for (Class<?> type : SimulatedAws.builder().build().as("anybody").types()) {
            SdkClient client = clients.of(type.asSubclass(SdkClient.class));

            assertThat(client).isInstanceOf(type);
            assertThat(clients.of(type.asSubclass(SdkClient.class))).isSameAs(client);
        }
    }

    @Test
    void aServiceWithoutABuilderIsNamed() {
        assertThatThrownBy(() -> clients.of(SdkClient.class)).hasMessage("There is no builder for SdkClient.");
    }
}
