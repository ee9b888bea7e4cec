package io.towerforge.operator.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A Kubernetes that lets ConfigMaps be read and not be made. */
class KubernetesClusterTest {
    private static final String QUOTA = "configmaps is forbidden: exceeded quota: count/configmaps=5";

    private final HttpServer server = serve();
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder(Config.empty())
                    .withMasterUrl("http://localhost:" + server.getAddress().getPort())
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void whatKeepsTheConfigMapOutIsTold() {
        AwsBatchComputeEnvironment object = new AwsBatchComputeEnvironment();
        object.getMetadata().setName("rnaseq");
        object.getMetadata().setNamespace("genomics");
        object.getMetadata().setUid("0");
        KubernetesCluster cluster =
                new KubernetesCluster(client, "test", new EventRecorder(client, InstantSource.system()));

        assertThat(cluster.publish(object, "rnaseq-nextflow", Map.of("region", "eu-west-1")))
                .hasValueSatisfying(told -> assertThat(told).contains("'rnaseq-nextflow'", "'genomics'", QUOTA));
    }

    private static HttpServer serve() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                boolean write = exchange.getRequestMethod().equals("POST");
                answer(exchange, write ? 403 : 404, write ? "Forbidden" : "NotFound", write ? QUOTA : "not found");
            });
            server.start();
            return server;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    private static void answer(HttpExchange exchange, int code, String reason, String message) throws IOException {
        byte[] body = ("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"" + message
                        + "\",\"reason\":\"" + reason + "\",\"code\":" + code + "}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
