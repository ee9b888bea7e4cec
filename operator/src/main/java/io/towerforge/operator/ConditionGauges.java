package io.towerforge.operator;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.Condition;
import io.towerforge.api.v1alpha1.ConditionStatus;
import java.util.List;
import java.util.stream.Stream;

/**
 * The conditions of every environment as metrics: for each condition a series per possible status, 1 for the one it has and 0 for the
 * others, so that an alert outlives a change from {@code False} to {@code Unknown}.
 */
final class ConditionGauges {
    private static final List<ConditionStatus> STATUSES =
            List.of(ConditionStatus.TRUE, ConditionStatus.FALSE, ConditionStatus.UNKNOWN);

    private final MultiGauge gauges;

    ConditionGauges(MeterRegistry registry) {
        this.gauges = MultiGauge.builder("towerforge.environment.condition")
                .description("Whether a condition of an environment has this status")
                .register(registry);
    }

    /** The conditions of these environments, and of no other any more. */
    void show(Stream<AwsBatchComputeEnvironment> environments) {
        gauges.register(environments.flatMap(ConditionGauges::rows).toList(), true);
    }

    private static Stream<MultiGauge.Row<?>> rows(AwsBatchComputeEnvironment environment) {
        if (environment.getStatus() == null) {
            return Stream.empty();
        }
        Tags tags = Tags.of(
                "namespace", environment.getMetadata().getNamespace(),
                "name", environment.getMetadata().getName());
        return environment.getStatus().conditions().stream()
                .flatMap(condition -> STATUSES.stream().map(status -> row(tags, condition, status)));
    }

    private static MultiGauge.Row<?> row(Tags environment, Condition condition, ConditionStatus status) {
        return MultiGauge.Row.of(
                environment.and("type", condition.type(), "status", status.value()),
                condition.status() == status ? 1 : 0);
    }
}
