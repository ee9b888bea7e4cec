package io.towerforge.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.LogGroupSpec;
import io.towerforge.operator.model.LogGroup;
import org.junit.jupiter.api.Test;

/** Where jobs and instances log. */
class LogsTest {
    private static final AwsBatchComputeEnvironmentSpec SPEC = Scene.forge();

    @Test
    void aGroupThatTheSpecNamesIsUsedAndNeverMade() {
        Logs logs = new Logs(Scene.STACK, SPEC.withLogGroup(new LogGroupSpec("/acme/nextflow", null)));

        assertThat(logs.name()).isEqualTo("/acme/nextflow");
        assertThat(logs.group()).isEmpty();
    }

    @Test
    void aGroupThatIsMadeKeepsWhatItHoldsForThirtyDaysUnlessTheSpecSaysOtherwise() {
        assertThat(new Logs(Scene.STACK, SPEC).group())
                .map(LogGroup::retentionDays)
                .contains(30);
        assertThat(new Logs(Scene.STACK, SPEC.withLogGroup(new LogGroupSpec(null, 7))).group())
                .map(LogGroup::retentionDays)
                .contains(7);
        assertThat(new Logs(Scene.STACK, SPEC).name()).isEqualTo(Scene.STACK.prefix());
    }
}
