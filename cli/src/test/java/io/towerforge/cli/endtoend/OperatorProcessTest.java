package io.towerforge.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.ConditionStatus;
import io.towerforge.cli.apiserver.ApiServerOptions;
import io.towerforge.cli.apiserver.EmbeddedApiServer;
import io.towerforge.operator.KubernetesClients;
import io.towerforge.operator.OperatorMain;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image's main class as a process of its own that finds the cluster by its kubeconfig. Prints how soon it is there and how big it
 * is; with {@code -Dtowerforge.figures=true} it waits until the environment is Ready.
 */
class OperatorProcessTest {
    private static final Duration LONGEST = Duration.ofSeconds(120);

    @TempDir
    private Path directory;

    @Test
    void theMainClassServesACurrentKubeconfigAndEndsWhenAsked() throws IOException, InterruptedException {
        try (EmbeddedApiServer server = EmbeddedApiServer.start(ApiServerOptions.forTowerForge());
                KubernetesClient user = KubernetesClients.lenient(server.clientConfig())) {
            user.namespaces()
                    .resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(ThreeActors.NAMESPACE)
                            .endMetadata()
                            .build())
                    .create();
            user.resource(user.getKubernetesSerialization()
                            .unmarshal(ThreeActors.spot(), AwsBatchComputeEnvironment.class))
                    .create();
            Instant start = Instant.now();
            Process operator = operator(server.kubeconfig());
            try {
                await().atMost(LONGEST)
                        .until(() -> status(user).getStatus() != null
                                && status(user).getStatus().environmentId() != null);
                Duration firstReconcile = Duration.between(start, Instant.now());
                if (Boolean.getBoolean("towerforge.figures")) {
                    await().atMost(LONGEST).until(() -> isReady(user));
                    System.out.println("figure: process start to Ready, AWS with realistic latencies: "
                            + Duration.between(start, Instant.now()).toMillis() + " ms");
                }
                System.out.println("figure: process start to first reconcile: " + firstReconcile.toMillis() + " ms");
                System.out.println("figure: resident memory of the operator: " + residentMemory(operator));
                assertThat(get(operator, HEALTH_PORT, "/healthz").statusCode()).isEqualTo(200);
                // It works on one kind of object before it has read all of the other.
                await().atMost(LONGEST)
                        .until(() -> get(operator, HEALTH_PORT, "/readyz").statusCode() == 200);
                await().atMost(LONGEST)
                        .untilAsserted(() -> assertThat(
                                        get(operator, METRICS_PORT, "/metrics").body())
                                .contains("towerforge_environment_condition{name=\"rnaseq\",namespace=\"genomics\","));
            } finally {
                operator.destroy();
            }
            assertThat(operator.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    private Process operator(String kubeconfig) throws IOException {
        Path file = Files.writeString(directory.resolve("kubeconfig"), kubeconfig);
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                // What the JVM sees in a container with this limit.
                "-XX:MaxRAM=512m",
                "-XX:MaxRAMPercentage=60",
                "-cp",
                System.getProperty("java.class.path"),
                OperatorMain.class.getName(),
                "--simulated-aws"));
        builder.environment().put("KUBECONFIG", file.toString());
        builder.environment().put("TOWERFORGE_NAMESPACE", "kube-system");
        builder.environment().put("TOWERFORGE_HEALTH_PORT", "" + HEALTH_PORT);
        builder.environment().put("TOWERFORGE_METRICS_PORT", "" + METRICS_PORT);
        return builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("operator.log").toFile())
                .start();
    }

    private static final int HEALTH_PORT = freePort();
    private static final int METRICS_PORT = freePort();

    private static int freePort() {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> get(Process operator, int port, String path)
            throws IOException, InterruptedException {
        assertThat(operator.isAlive()).isTrue();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static AwsBatchComputeEnvironment status(KubernetesClient user) {
        return user.resources(AwsBatchComputeEnvironment.class)
                .inNamespace(ThreeActors.NAMESPACE)
                .withName(ThreeActors.NAME)
                .get();
    }

    private static boolean isReady(KubernetesClient user) {
        return status(user).getStatus().conditions().stream()
                .anyMatch(condition -> condition.type().equals("Ready") && condition.status() == ConditionStatus.TRUE);
    }

    /** As Linux tells it; elsewhere it is not known. */
    private static String residentMemory(Process process) throws IOException {
        Path file = Path.of("/proc", "" + process.pid(), "status");
        if (!Files.exists(file)) {
            return "not known on this system";
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .orElse("not known");
    }
}
