package io.towerforge.cli.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPathTest {

    private static final JsonNode OBJECT = ApiServerScenario.parse("""
            {"metadata": {"labels": {"example.org/team": "blue"}},
             "status": {"conditions": [{"type": "Stalled", "status": "False"}, {"type": "Ready", "status": "True"}],
                        "queue": {"name": "work"}}}""");

    @ParameterizedTest(name = "{0} leads to {1}")
    @CsvSource(delimiter = '|', nullValues = "nothing", textBlock = """
                    .status.queue.name                                | work
                    $.status.queue.name                               | work
                    .status.conditions[?(@.type=="Ready")].status     | True
                    .status.conditions[?(@.type == 'Ready')].status   | True
                    .status.conditions[?(@.type=="Absent")].status    | nothing
                    .status.conditions[0].type                        | Stalled
                    .status.conditions[-1].type                       | Ready
                    .status.conditions[*].type                        | Stalled Ready
                    .metadata.labels.example\\.org/team               | blue
                    .metadata.labels['example.org/team']              | blue
                    .status.missing.name                              | nothing
                    """, quoteCharacter = '`')
    void aPathIsFollowed(String path, String expected) {
        String found =
                JsonPath.parse(path).read(OBJECT).stream().map(JsonNode::asText).collect(Collectors.joining(" "));

        assertThat(found).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void whatIsNotUnderstoodIsNamed() {
        assertThatThrownBy(() -> JsonPath.parse(".spec[?(@.size>3)]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[?(@.size>3)]");
    }
}
