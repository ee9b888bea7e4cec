package io.towerforge.cli.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LifecycleTest extends ApiServerScenario {

    private int generation(String name) {
        return get(WIDGETS + "/" + name).body().at("/metadata/generation").asInt();
    }

    @Test
    void onlyAChangeOfTheSpecIsANewGeneration() {
        createWidget("one", "{\"size\": 1}");
        patch(WIDGETS + "/one", MERGE, "{\"metadata\": {\"labels\": {\"a\": \"b\"}}}");
        patch(WIDGETS + "/one/status", MERGE, "{\"status\": {\"observedGeneration\": 1}}");
        assertThat(generation("one")).isEqualTo(1);

        patch(WIDGETS + "/one", MERGE, "{\"spec\": {\"size\": 2}}");

        assertThat(generation("one")).isEqualTo(2);
    }

    @Test
    void specAndStatusAreWrittenByDifferentPaths() {
        createWidget("one", "{\"size\": 1}");

        patch(WIDGETS + "/one", MERGE, "{\"status\": {\"observedGeneration\": 5}}");
        patch(WIDGETS + "/one/status", MERGE, "{\"spec\": {\"size\": 9}, \"status\": {\"observedGeneration\": 6}}");

        Answer widget = get(WIDGETS + "/one");
        assertThat(widget.body().at("/spec/size").asInt()).isEqualTo(1);
        assertThat(widget.body().at("/status/observedGeneration").asInt()).isEqualTo(6);
    }

    @Test
    void aWriteThatChangesNothingKeepsTheResourceVersion() {
        createWidget("one", "{\"size\": 1}");
        String before = get(WIDGETS + "/one").text("/metadata/resourceVersion");

        patch(WIDGETS + "/one", MERGE, "{\"spec\": {\"size\": 1}}");

        assertThat(get(WIDGETS + "/one").text("/metadata/resourceVersion")).isEqualTo(before);
    }

    @Test
    void anUpdateOfAnOutdatedStateIsAConflict() {
        createWidget("one", "{\"size\": 1}");
        String stale = get(WIDGETS + "/one").body().toString();
        patch(WIDGETS + "/one", MERGE, "{\"spec\": {\"size\": 2}}");

        Answer refused = put(WIDGETS + "/one", stale);

        assertThat(refused.code()).isEqualTo(409);
        assertThat(refused.text("/reason")).isEqualTo("Conflict");
    }

    @Test
    void anObjectWithAFinalizerWaitsForItAndCountsItsDeletionAsAGeneration() {
        createWidget("one", "{\"size\": 1}");
        patch(WIDGETS + "/one", MERGE, "{\"metadata\": {\"finalizers\": [\"example.org/f\"]}}");

        Answer deleted = delete(WIDGETS + "/one");

        assertThat(deleted.text("/metadata/deletionTimestamp")).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(generation("one")).isEqualTo(2);
        patch(WIDGETS + "/one", MERGE, "{\"metadata\": {\"finalizers\": null}}");
        assertThat(get(WIDGETS + "/one").code()).isEqualTo(404);
    }

    @Test
    void anObjectThatIsBeingDeletedTakesNoNewFinalizer() {
        createWidget("one", "{\"size\": 1}");
        patch(WIDGETS + "/one", MERGE, "{\"metadata\": {\"finalizers\": [\"example.org/f\"]}}");
        delete(WIDGETS + "/one");

        Answer refused = patch(WIDGETS + "/one", MERGE, "{\"metadata\": {\"finalizers\": [\"example.org/g\"]}}");

        assertThat(refused.code()).isEqualTo(422);
        assertThat(refused.text("/message")).contains("no new finalizers");
    }

    @Test
    void aDeletionIsAnsweredWithWhatWasDeleted() {
        createWidget("one", "{\"size\": 1}");
        String uid = get(WIDGETS + "/one").text("/metadata/uid");

        Answer deleted = delete(WIDGETS + "/one");

        assertThat(deleted.text("/status")).isEqualTo("Success");
        assertThat(deleted.text("/details/uid")).isEqualTo(uid);
    }

    @Test
    void whatAnObjectOwnsGoesWithIt() {
        createWidget("owner", "{\"size\": 1}");
        String uid = get(WIDGETS + "/owner").text("/metadata/uid");
        post(CONFIG_MAPS, configMap("owned", ", \"ownerReferences\": [{\"uid\": \"" + uid + "\"}]", "{}"));
        post(CONFIG_MAPS, configMap("free", "", "{}"));

        delete(WIDGETS + "/owner");

        assertThat(get(CONFIG_MAPS).body().path("items").findValuesAsText("name"))
                .containsExactly("free");
    }

    @Test
    void aNamespaceTakesItsContentsWithItAndWaitsForTheirFinalizers() {
        post("/api/v1/namespaces", "{\"metadata\": {\"name\": \"genomics\"}}");
        String widgets = WIDGETS.replace("default", "genomics");
        post(widgets, widget("one", "{\"size\": 1}"));
        patch(widgets + "/one", MERGE, "{\"metadata\": {\"finalizers\": [\"example.org/f\"]}}");

        delete("/api/v1/namespaces/genomics");

        assertThat(get("/api/v1/namespaces/genomics").text("/status/phase")).isEqualTo("Terminating");
        assertThat(post(widgets, widget("two", "{\"size\": 1}")).code()).isEqualTo(403);
        patch(widgets + "/one", MERGE, "{\"metadata\": {\"finalizers\": []}}");
        assertThat(get("/api/v1/namespaces/genomics").code()).isEqualTo(404);
    }

    @Test
    void nothingIsCreatedInANamespaceThatDoesNotExist() {
        Answer refused = post(WIDGETS.replace("default", "nowhere"), widget("one", "{\"size\": 1}"));

        assertThat(refused.code()).isEqualTo(404);
        assertThat(refused.text("/message")).isEqualTo("namespaces \"nowhere\" not found");
    }

    @Test
    void theDefaultNamespaceStays() {
        assertThat(delete("/api/v1/namespaces/default").code()).isEqualTo(403);
    }

    @Test
    void whatIsNotThereIsNamedInTheStatus() {
        Answer missing = get(WIDGETS + "/ghost");

        assertThat(missing.code()).isEqualTo(404);
        assertThat(missing.text("/message")).isEqualTo("widgets.example.org \"ghost\" not found");
        assertThat(missing.text("/details/kind")).isEqualTo("widgets");
    }

    @Test
    void plainTextOfASecretIsStoredEncoded() {
        String secrets = "/api/v1/namespaces/default/secrets";
        post(secrets, "{\"metadata\": {\"name\": \"one\"}, \"stringData\": {\"key\": \"value\"}}");

        assertThat(get(secrets + "/one").text("/data/key")).isEqualTo("dmFsdWU=");
    }

    @Test
    void deletingACollectionDeletesWhatTheSelectorMatches() {
        post(CONFIG_MAPS, configMap("one", ", \"labels\": {\"tier\": \"a\"}", "{}"));
        post(CONFIG_MAPS, configMap("two", ", \"labels\": {\"tier\": \"b\"}", "{}"));

        delete(CONFIG_MAPS + "?labelSelector=tier%3Da");

        assertThat(get(CONFIG_MAPS).body().path("items").findValuesAsText("name"))
                .containsExactly("two");
    }
}
