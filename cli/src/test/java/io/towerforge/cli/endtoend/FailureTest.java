package io.towerforge.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.status.Reasons;
import io.towerforge.simulator.core.Fault;
import io.towerforge.simulator.core.Interceptor;
import org.junit.jupiter.api.Test;

class FailureTest extends ThreeActors {
    @Test
    void aRefusalThatRepeatsItselfIsOneEventAndGoesAwayWithItsCause() {
        Interceptor denied = Fault.ACCESS_DENIED.on(call -> call.operation().equals("CreateLogGroup"));
        aws.interceptor(denied);
        create(spot());
        awaitReason("MissingPermissions");
        awaitAnotherPass("first");
        awaitAnotherPass("second");

        assertThat(events())
                .filteredOn(event -> event.getType().equals("Warning"))
                .singleElement()
                .satisfies(event -> assertThat(event.getMessage()).contains("CreateLogGroup"));

        aws.removeInterceptor(denied);
        awaitAnotherPass("third");
        awaitReason(Reasons.AVAILABLE);
    }
}
