package io.towerforge.cli.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WatchTest extends ApiServerScenario {

    private static final String JSON = "application/json";

    private static String seen(JsonNode event) {
        return event.path("type").asText() + " "
                + event.at("/object/metadata/name").asText();
    }

    @Test
    void aWatchThatContinuesFromAListSeesEveryLaterChangeOnce() {
        createWidget("before", "{\"size\": 1}");
        String version = get(WIDGETS).text("/metadata/resourceVersion");
        createWidget("one", "{\"size\": 1}");

        Iterator<JsonNode> events = watch(WIDGETS + "?watch=true&resourceVersion=" + version, JSON);
        patch(WIDGETS + "/one", MERGE, "{\"spec\": {\"size\": 2}}");
        delete(WIDGETS + "/one");

        assertThat(seen(events.next())).isEqualTo("ADDED one");
        assertThat(seen(events.next())).isEqualTo("MODIFIED one");
        assertThat(seen(events.next())).isEqualTo("DELETED one");
    }

    @Test
    void aWatchWithoutAVersionBeginsWithWhatIsThere() {
        createWidget("one", "{\"size\": 1}");

        assertThat(seen(watch(WIDGETS + "?watch=1", JSON).next())).isEqualTo("ADDED one");
    }

    @Test
    void aWatchOfOneNameSeesNothingElse() {
        Iterator<JsonNode> events = watch(WIDGETS + "?watch=true&fieldSelector=metadata.name%3Dtwo", JSON);
        createWidget("one", "{\"size\": 1}");
        createWidget("two", "{\"size\": 1}");

        assertThat(seen(events.next())).isEqualTo("ADDED two");
    }

    @Test
    void anObjectThatNoLongerMatchesTheSelectorIsDeletedToTheWatch() {
        post(CONFIG_MAPS, configMap("one", ", \"labels\": {\"tier\": \"a\"}", "{}"));
        Iterator<JsonNode> events = watch(CONFIG_MAPS + "?watch=true&labelSelector=tier+in+(a,b)", JSON);
        assertThat(seen(events.next())).isEqualTo("ADDED one");

        patch(CONFIG_MAPS + "/one", MERGE, "{\"metadata\": {\"labels\": {\"tier\": \"c\"}}}");

        assertThat(seen(events.next())).isEqualTo("DELETED one");
    }

    @Test
    void aStreamingListMarksTheEndOfWhatWasThere() {
        createWidget("one", "{\"size\": 1}");

        Iterator<JsonNode> events = watch(WIDGETS + "?watch=true&sendInitialEvents=true", JSON);

        assertThat(seen(events.next())).isEqualTo("ADDED one");
        JsonNode bookmark = events.next();
        assertThat(bookmark.path("type").asText()).isEqualTo("BOOKMARK");
        assertThat(bookmark.at("/object/metadata/annotations/k8s.io~1initial-events-end")
                        .asText())
                .isEqualTo("true");
    }

    @Test
    void aWatchOfNothingTellsAtOnceThatItStands() {
        JsonNode bookmark =
                watch(WIDGETS + "?watch=true&allowWatchBookmarks=true", JSON).next();

        assertThat(bookmark.path("type").asText()).isEqualTo("BOOKMARK");
        assertThat(bookmark.at("/object/metadata/resourceVersion").asText())
                .isEqualTo(get(WIDGETS).text("/metadata/resourceVersion"));
        assertThat(bookmark.at("/object/metadata/annotations").isMissingNode()).isTrue();
    }

    @Test
    void aWatchEndsWhenItsTimeIsOver() {
        assertThat(watch(WIDGETS + "?watch=true&timeoutSeconds=1", JSON).hasNext())
                .isFalse();
    }

    @Test
    void closingTheServerEndsItsWatches() {
        Iterator<JsonNode> events = watch(WIDGETS + "?watch=true", JSON);

        server.close();

        assertThat(events.hasNext()).isFalse();
    }

    @Test
    void eventsAreFoundByTheObjectTheyAreAbout() {
        for (String name : new String[] {"one", "two"}) {
            post("/api/v1/namespaces/default/events", """
                    {"metadata": {"name": "event-%1$s"}, "involvedObject": {"kind": "Widget", "name": "%1$s"}}""".formatted(name));
        }

        JsonNode found = get("/api/v1/namespaces/default/events"
                        + "?fieldSelector=involvedObject.name%3Dtwo,involvedObject.kind%3DWidget")
                .body();

        assertThat(found.path("items")).hasSize(1);
        assertThat(found.at("/items/0/metadata/name").asText()).isEqualTo("event-two");
    }
}
