package io.towerforge.cli.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Iterator;
import org.junit.jupiter.api.Test;

class TableTest extends ApiServerScenario {

    private static String cells(JsonNode table, int row) {
        return table.path("rows").get(row).path("cells").toString();
    }

    @Test
    void aCustomResourceIsShownInTheColumnsOfItsDefinition() {
        createWidget("one", "{\"size\": 7}");
        now.set(NOON.plus(Duration.ofMinutes(5)));
        patch(
                WIDGETS + "/one/status",
                MERGE,
                "{\"status\": {\"conditions\": [{\"type\": \"Ready\", \"status\": \"True\"}]}}");

        JsonNode table = table(WIDGETS).body();

        assertThat(table.path("kind").asText()).isEqualTo("Table");
        assertThat(table.path("columnDefinitions").findValuesAsText("name"))
                .containsExactly("Name", "Ready", "Size", "Colour", "Age");
        assertThat(cells(table, 0)).isEqualTo("[\"one\",\"True\",7,\"Red\",\"5m\"]");
    }

    @Test
    void whatIsNotThereIsAnEmptyCell() {
        createWidget("one", "{\"size\": 7}");

        assertThat(table(WIDGETS + "/one").body().at("/rows/0/cells/1").isNull())
                .isTrue();
    }

    @Test
    void aRowCarriesTheMetadataThatKubectlNeedsForTheNamespaceColumn() {
        createWidget("one", "{\"size\": 7}");

        Answer all = table("/apis/example.org/v1/widgets");

        assertThat(all.text("/rows/0/object/kind")).isEqualTo("PartialObjectMetadata");
        assertThat(all.text("/rows/0/object/metadata/namespace")).isEqualTo("default");
    }

    @Test
    void configMapsShowHowMuchTheyHold() {
        post(CONFIG_MAPS, configMap("one", "", "{\"a\": \"1\", \"b\": \"2\"}"));

        assertThat(cells(table(CONFIG_MAPS).body(), 0)).isEqualTo("[\"one\",2,\"0s\"]");
    }

    @Test
    void eventsShowWhatHappenedToWhat() {
        post("/api/v1/namespaces/default/events", """
                {"metadata": {"name": "e1"}, "type": "Normal", "reason": "Created", "message": "Queue created.",
                 "involvedObject": {"kind": "Widget", "name": "one"}, "lastTimestamp": "2026-03-01T11:59:30Z"}""");

        assertThat(cells(table("/api/v1/namespaces/default/events").body(), 0))
                .startsWith("[\"30s\",\"Normal\",\"Created\",\"widget/one\"")
                .contains("Queue created.");
    }

    @Test
    void aWatchShowsRowsToo() {
        createWidget("one", "{\"size\": 7}");

        Iterator<JsonNode> events = watch(WIDGETS + "?watch=true", TABLE);

        assertThat(cells(events.next().path("object"), 0)).contains("\"one\"");
    }
}
