package io.towerforge.cli.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatchTest extends ApiServerScenario {

    private static final String STRATEGIC = "application/strategic-merge-patch+json";

    @Test
    void nullInAMergePatchRemovesTheMember() {
        createWidget("one", "{\"size\": 1, \"code\": \"abc\"}");

        Answer patched = patch(WIDGETS + "/one", MERGE, "{\"spec\": {\"code\": null, \"size\": 2}}");

        assertThat(patched.body().at("/spec").toString()).isEqualTo("{\"size\":2,\"colour\":\"Red\"}");
    }

    @Test
    void aJsonPatchIsApplied() {
        createWidget("one", "{\"size\": 1}");

        Answer patched = patch(
                WIDGETS + "/one",
                "application/json-patch+json",
                "[{\"op\": \"replace\", \"path\": \"/spec/size\", \"value\": 9}]");

        assertThat(patched.body().at("/spec/size").asInt()).isEqualTo(9);
    }

    @Test
    void aJsonPatchWhoseTestFailsChangesNothing() {
        createWidget("one", "{\"size\": 1}");

        Answer refused = patch(
                WIDGETS + "/one",
                "application/json-patch+json",
                "[{\"op\": \"test\", \"path\": \"/spec/size\", \"value\": 3},"
                        + " {\"op\": \"replace\", \"path\": \"/spec/size\", \"value\": 9}]");

        assertThat(refused.code()).isEqualTo(422);
        assertThat(get(WIDGETS + "/one").body().at("/spec/size").asInt()).isEqualTo(1);
    }

    @Test
    void aStrategicPatchOfABuiltInKindMergesItsMapsAndKeyedLists() {
        post(CONFIG_MAPS, configMap("one", ", \"finalizers\": [\"example.org/a\"]", "{\"a\": \"1\"}"));

        Answer patched = patch(CONFIG_MAPS + "/one", STRATEGIC, """
                {"data": {"b": "2", "a": null},
                 "metadata": {"finalizers": ["example.org/b"],
                              "$deleteFromPrimitiveList/finalizers": ["example.org/a"],
                              "$setElementOrder/finalizers": ["example.org/b"],
                              "ownerReferences": [{"uid": "u", "name": "n", "kind": "Widget", "apiVersion": "v1"}]}}""");

        assertThat(patched.body().path("data").toString()).isEqualTo("{\"b\":\"2\"}");
        assertThat(patched.body().at("/metadata/finalizers").toString()).isEqualTo("[\"example.org/b\"]");
        assertThat(patched.text("/metadata/ownerReferences/0/uid")).isEqualTo("u");
    }

    @Test
    void aStrategicPatchOfACustomResourceIsRefusedAsARealServerDoes() {
        createWidget("one", "{\"size\": 1}");

        assertThat(patch(WIDGETS + "/one", STRATEGIC, "{}").code()).isEqualTo(415);
    }

    @Test
    void serverSideApplyCreatesWhatIsNotThere() {
        Answer applied = patch(WIDGETS + "/one?fieldManager=me", APPLY, """
                apiVersion: example.org/v1
                kind: Widget
                metadata: { name: one }
                spec: { size: 3 }
                """);

        assertThat(applied.body().at("/spec/size").asInt()).isEqualTo(3);
        assertThat(applied.body().at("/metadata/generation").asInt()).isEqualTo(1);
    }

    @Test
    void serverSideApplyRemovesWhatTheSameManagerNoLongerApplies() {
        createWidget("one", "{\"size\": 1}");
        patch(WIDGETS + "/one?fieldManager=me", APPLY, widget("one", "{\"code\": \"abc\", \"parts\": [\"x\", \"y\"]}"));
        patch(WIDGETS + "/one?fieldManager=you", APPLY, widget("one", "{\"labels\": {\"a\": \"b\"}}"));

        Answer applied = patch(WIDGETS + "/one?fieldManager=me", APPLY, widget("one", "{\"parts\": [\"y\"]}"));

        assertThat(applied.body().at("/spec").has("code")).isFalse();
        assertThat(applied.body().at("/spec/parts").toString()).isEqualTo("[\"y\"]");
        assertThat(applied.text("/spec/labels/a")).isEqualTo("b");
        assertThat(applied.body().at("/spec/size").asInt()).isEqualTo(1);
    }

    @Test
    void serverSideApplyMergesAKeyedListOfTheStatusByItsKey() {
        createWidget("one", "{\"size\": 1}");
        String conditions =
                "{\"apiVersion\": \"example.org/v1\", \"kind\": \"Widget\", \"metadata\": {\"name\": \"one\"},"
                        + " \"status\": {\"conditions\": [{\"type\": \"%s\", \"status\": \"True\"}]}}";
        patch(WIDGETS + "/one/status?fieldManager=me", APPLY, conditions.formatted("Ready"));

        Answer applied = patch(WIDGETS + "/one/status?fieldManager=you", APPLY, conditions.formatted("Advisory"));

        assertThat(applied.body().at("/status/conditions").findValuesAsText("type"))
                .containsExactly("Ready", "Advisory");
    }

    @Test
    void aDryRunAnswersWithTheResultButStoresNothing() {
        createWidget("one", "{\"size\": 1}");

        Answer tried = patch(WIDGETS + "/one?dryRun=All", MERGE, "{\"spec\": {\"size\": 2}}");
        post(WIDGETS + "?dryRun=All", widget("two", "{\"size\": 1}"));
        delete(WIDGETS + "/one?dryRun=All");

        assertThat(tried.body().at("/spec/size").asInt()).isEqualTo(2);
        assertThat(get(WIDGETS + "/one").body().at("/spec/size").asInt()).isEqualTo(1);
        assertThat(get(WIDGETS + "/two").code()).isEqualTo(404);
    }
}
