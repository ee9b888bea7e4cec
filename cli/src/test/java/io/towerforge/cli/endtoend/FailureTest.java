package io.towerforge.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.Annotations;
import io.towerforge.operator.status.Reasons;
import io.towerforge.simulator.core.Fault;
import io.towerforge.simulator.core.Interceptor;
import org.junit.jupiter.api.Test;

class FailureTest extends ThreeActors {
    private static final String REFUSED = "CreateLogGroup";

    @Test
    void aRefusalThatRepeatsItselfIsOneEventAndGoesAwayWithItsCause() {
        Interceptor denied = Fault.ACCESS_DENIED.on(call -> call.operation().equals(REFUSED));
        aws.interceptor(denied);
        create(spot());
        awaitReason("MissingPermissions");
        awaitAnotherAttempt("first");
        awaitAnotherAttempt("second");

        assertThat(events())
                .filteredOn(event -> event.getType().equals("Warning"))
                .singleElement()
                .satisfies(event -> assertThat(event.getMessage()).contains(REFUSED));

        aws.removeInterceptor(denied);
        annotate(Annotations.RECONCILE_REQUESTED_AT, "third");
        awaitReason(Reasons.AVAILABLE);
    }

    private void awaitAnotherAttempt(String request) {
        long before = attempts();
        annotate(Annotations.RECONCILE_REQUESTED_AT, request);
        soon().until(() -> attempts() > before);
    }

    private long attempts() {
        return aws.calls().stream()
                .filter(call -> call.operation().equals(REFUSED))
                .count();
    }
}
