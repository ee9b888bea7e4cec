package io.towerforge.cli.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscoveryTest extends ApiServerScenario {

    @Test
    void theVersionIsOneThatKubectlAccepts() {
        assertThat(get("/version").text("/gitVersion")).startsWith("v1.");
    }

    @Test
    void theGroupOfACustomResourceIsListedBesideTheBuiltInOnes() {
        assertThat(get("/apis").body().path("groups").findValuesAsText("name"))
                .contains("apiextensions.k8s.io", "coordination.k8s.io", "authorization.k8s.io", "example.org");
        assertThat(get("/api").body().path("versions").get(0).asText()).isEqualTo("v1");
    }

    @Test
    void aCustomResourceIsListedWithItsShortNamesCategoriesAndStatus() {
        JsonNode resources = get("/apis/example.org/v1").body().path("resources");

        assertThat(resources.findValuesAsText("name")).containsExactly("widgets", "widgets/status");
        assertThat(resources.get(0).path("shortNames").get(0).asText()).isEqualTo("wd");
        assertThat(resources.get(0).path("categories").get(0).asText()).isEqualTo("examples");
        assertThat(resources.get(0).path("verbs")).extracting(JsonNode::asText).contains("patch", "watch");
    }

    @Test
    void aCustomResourceDefinitionThatIsDeletedIsNoLongerServed() {
        createWidget("one", "{\"size\": 1}");

        delete("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.org");

        assertThat(get("/apis/example.org/v1").code()).isEqualTo(404);
        assertThat(get(WIDGETS).code()).isEqualTo(404);
    }

    @Test
    void aCustomResourceDefinitionIsEstablishedAtOnce() {
        Answer definition = get("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.org");

        assertThat(definition.body().at("/status/conditions").findValuesAsText("type"))
                .contains("Established");
    }

    @Test
    void openApiTellsKubectlThatTheServerValidatesFields() {
        String path = get("/openapi/v3")
                .body()
                .at("/paths/apis~1example.org~1v1/serverRelativeURL")
                .asText();

        JsonNode patch =
                get(path).body().at("/paths/~1apis~1example.org~1v1~1namespaces~1{namespace}~1widgets~1{name}/patch");

        assertThat(patch.path("parameters").findValuesAsText("name")).contains("fieldValidation");
        assertThat(patch.at("/x-kubernetes-group-version-kind/kind").asText()).isEqualTo("Widget");
    }

    @Test
    void openApiHoldsTheSchemaOfACustomResource() {
        JsonNode schema = get("/openapi/v3/apis/example.org/v1").body().at("/components/schemas/example.org.v1.Widget");

        assertThat(schema.at("/properties/spec/properties/size/type").asText()).isEqualTo("integer");
    }

    @Test
    void everyoneMayDoEverything() {
        Answer access = post("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", "{\"spec\": {}}");
        Answer rules = post("/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", "{\"spec\": {}}");

        assertThat(access.body().at("/status/allowed").asBoolean()).isTrue();
        assertThat(rules.text("/status/resourceRules/0/verbs/0")).isEqualTo("*");
    }

    @Test
    void anUnknownPathIsAnsweredWithAStatusObject() {
        Answer answer = get("/apis/nothing.example.org/v1/things");

        assertThat(answer.code()).isEqualTo(404);
        assertThat(List.of(answer.text("/kind"), answer.text("/reason"))).containsExactly("Status", "NotFound");
    }

    @Test
    void theServerListensOnTheLoopbackInterfaceAndNamesItInTheKubeconfig() {
        assertThat(server.masterUrl()).isEqualTo("http://127.0.0.1:" + server.port());
        assertThat(server.kubeconfig()).contains("server: " + server.masterUrl(), "current-context:");
    }

    @Test
    void theFirstNamespacesAreThereAndHaveAnIdentity() {
        assertThat(get("/api/v1/namespaces/default").text("/status/phase")).isEqualTo("Active");
        assertThat(get("/api/v1/namespaces/kube-system").text("/metadata/uid")).isNotEmpty();
    }

    @Test
    void thereAreNoPodsAndNoneCanBeMade() {
        assertThat(get("/api/v1/namespaces/default/pods").body().path("items")).isEmpty();
        assertThat(post("/api/v1/namespaces/default/pods", "{}").code()).isEqualTo(405);
    }
}
