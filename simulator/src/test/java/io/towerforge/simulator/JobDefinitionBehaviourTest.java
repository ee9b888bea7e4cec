package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.batch.model.BatchException;
import software.amazon.awssdk.services.batch.model.JobDefinition;
import software.amazon.awssdk.services.batch.model.KeyValuePair;

/** Job definitions and their revisions. */
class JobDefinitionBehaviourTest extends AccountFixture {

    @Test
    void variablesWithoutAValueDoNotReadBack() {
        register(Map.of("EMPTY", "", "SET", "value"));
        assertThat(described().containerProperties().environment())
                .extracting(KeyValuePair::name)
                .containsExactly("SET");
    }

    @Test
    void aDefinitionOfMoreThanItMayHoldIsRefused() {
        assertThatThrownBy(() -> register(Map.of("LONG", "x".repeat(25_000))))
                .isInstanceOf(BatchException.class)
                .hasMessageContaining("24 KiB");
        register(Map.of("LONG", "x".repeat(22_000)));
    }

    @Test
    void aDeregisteredRevisionIsStillDescribedAsInactive() {
        register(Map.of());
        aws.batch().deregisterJobDefinition(deregister -> deregister.jobDefinition("align:1"));
        assertThat(described().status()).isEqualTo("INACTIVE");
        register(Map.of());
        assertThat(aws.batch()
                        .describeJobDefinitions(
                                describe -> describe.jobDefinitionName("align").status("ACTIVE"))
                        .jobDefinitions())
                .extracting(JobDefinition::revision)
                .containsExactly(2);
    }

    private void register(Map<String, String> variables) {
        aws.batch()
                .registerJobDefinition(register -> register.jobDefinitionName("align")
                        .type("container")
                        .containerProperties(container -> container
                                .image("align:1")
                                .environment(variables.entrySet().stream()
                                        .map(variable -> KeyValuePair.builder()
                                                .name(variable.getKey())
                                                .value(variable.getValue())
                                                .build())
                                        .toList())));
    }

    private JobDefinition described() {
        return aws.batch()
                .describeJobDefinitions(describe -> describe.jobDefinitionName("align"))
                .jobDefinitions()
                .get(0);
    }
}
