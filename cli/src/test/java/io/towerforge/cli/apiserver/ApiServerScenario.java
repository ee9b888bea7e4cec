package io.towerforge.cli.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A fresh server with the Widget CRD for each test, and a way to speak to it as bare as curl. */
abstract class ApiServerScenario {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
    static final String WIDGETS = "/apis/example.org/v1/namespaces/default/widgets";
    static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";
    static final String MERGE = "application/merge-patch+json";
    static final String APPLY = "application/apply-patch+yaml";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    final List<String> violations = new ArrayList<>();
    EmbeddedApiServer server;
    private KubernetesClient client;

    record Answer(int code, JsonNode body, List<String> warnings) {

        String text(String pointer) {
            return body.at(pointer).asText();
        }
    }

    @BeforeEach
    void startServer() {
        server = EmbeddedApiServer.start(ApiServerOptions.defaults()
                .withCustomResourceDefinitionFrom("/widgets.example.org.yaml")
                .withAdmission((object, previous) -> List.copyOf(violations))
                .withClock(now::get));
    }

    @AfterEach
    void stopServer() {
        if (client != null) {
            client.close();
        }
        server.close();
    }

    KubernetesClient client() {
        if (client == null) {
            client = new KubernetesClientBuilder()
                    .withConfig(server.clientConfig())
                    .build();
        }
        return client;
    }

    Answer get(String path) {
        return send("GET", path, "application/json", "", null);
    }

    Answer table(String path) {
        return send("GET", path, TABLE, "", null);
    }

    Answer post(String path, String json) {
        return send("POST", path, "application/json", "application/json", json);
    }

    Answer put(String path, String json) {
        return send("PUT", path, "application/json", "application/json", json);
    }

    Answer patch(String path, String contentType, String patch) {
        return send("PATCH", path, "application/json", contentType, patch);
    }

    Answer delete(String path) {
        return send("DELETE", path, "application/json", "", null);
    }

    void createWidget(String name, String spec) {
        Answer answer = post(WIDGETS, widget(name, spec));
        if (answer.code() != 201) {
            throw new AssertionError(answer.body());
        }
    }

    static String widget(String name, String spec) {
        return """
                {"apiVersion": "example.org/v1", "kind": "Widget", "metadata": {"name": "%s"}, "spec": %s}""".formatted(name, spec);
    }

    static String configMap(String name, String metadata, String data) {
        return """
                {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "%s"%s}, "data": %s}""".formatted(name, metadata, data);
    }

    /** Opens a watch and hands out its events one by one; each step waits for the next one. */
    Iterator<JsonNode> watch(String pathAndQuery, String accept) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.masterUrl() + pathAndQuery))
                .header("Accept", accept)
                .build();
        try {
            Stream<String> lines =
                    HTTP.send(request, HttpResponse.BodyHandlers.ofLines()).body();
            return lines.map(ApiServerScenario::parse).iterator();
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private Answer send(String method, String path, String accept, String contentType, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.masterUrl() + path))
                .header("Accept", accept)
                .method(
                        method,
                        Optional.ofNullable(body)
                                .map(HttpRequest.BodyPublishers::ofString)
                                .orElseGet(HttpRequest.BodyPublishers::noBody));
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    parse(response.body()),
                    response.headers().allValues("Warning"));
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            throw new UncheckedIOException(text, notJson);
        }
    }
}
