package io.towerforge.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentStatusBuilder;
import io.towerforge.api.v1alpha1.ConditionBuilder;
import io.towerforge.api.v1alpha1.ConditionStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TelemetryTest {
    private final Telemetry telemetry = new Telemetry();
    private final List<AwsBatchComputeEnvironment> environments = new ArrayList<>();

    TelemetryTest() {
        telemetry.watch(environments::stream);
    }

    @Test
    void aConditionHasASeriesForEachStatusAndOneForTheStatusItHas() {
        environments.add(environment("rnaseq", ConditionStatus.FALSE));

        assertThat(series())
                .containsExactlyInAnyOrder(
                        "name=\"rnaseq\",namespace=\"genomics\",status=\"True\",type=\"Ready\"} 0.0",
                        "name=\"rnaseq\",namespace=\"genomics\",status=\"False\",type=\"Ready\"} 1.0",
                        "name=\"rnaseq\",namespace=\"genomics\",status=\"Unknown\",type=\"Ready\"} 0.0");
    }

    @Test
    void seriesFollowTheStatusAndGoWithTheEnvironment() {
        environments.add(environment("rnaseq", ConditionStatus.FALSE));
        environments.add(environment("sarek", ConditionStatus.TRUE));
        telemetry.scrape();

        environments.set(0, environment("rnaseq", ConditionStatus.TRUE));
        environments.remove(1);

        assertThat(series())
                .hasSize(3)
                .contains("name=\"rnaseq\",namespace=\"genomics\",status=\"True\",type=\"Ready\"} 1.0");
    }

    @Test
    void anEnvironmentWithoutAStatusHasNoSeries() {
        AwsBatchComputeEnvironment environment = environment("rnaseq", ConditionStatus.TRUE);
        environment.setStatus(null);
        environments.add(environment);

        assertThat(series()).isEmpty();
    }

    private List<String> series() {
        String start = "towerforge_environment_condition{";
        return telemetry
                .scrape()
                .lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }

    private static AwsBatchComputeEnvironment environment(String name, ConditionStatus ready) {
        AwsBatchComputeEnvironment environment = new AwsBatchComputeEnvironment();
        environment.getMetadata().setNamespace("genomics");
        environment.getMetadata().setName(name);
        environment.setStatus(AwsBatchComputeEnvironmentStatusBuilder.builder()
                .conditions(List.of(ConditionBuilder.builder()
                        .type("Ready")
                        .status(ready)
                        .lastTransitionTime("2026-01-01T00:00:00Z")
                        .reason("Any")
                        .message("Any.")
                        .build()))
                .build());
        return environment;
    }
}
