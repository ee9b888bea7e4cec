package io.towerforge.cli.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpecAdmissionTest {

    private EmbeddedApiServer server;
    private KubernetesClient client;

    @BeforeEach
    void start() {
        server = EmbeddedApiServer.start(ApiServerOptions.forTowerForge());
        client = new KubernetesClientBuilder().withConfig(server.clientConfig()).build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private void apply(String region, String more) {
        client.resource("""
                        apiVersion: towerforge.io/v1alpha1
                        kind: AwsBatchComputeEnvironment
                        metadata: { name: rnaseq, namespace: default }
                        spec:
                          region: %s
                          workDirectory: s3://acme-nextflow/work
                          forge: { maxCpus: 256 }
                          %s
                        """.formatted(region, more)).serverSideApply();
    }

    @Test
    void theSmallestEnvironmentIsAccepted() {
        assertThatCode(() -> apply("eu-west-1", "")).doesNotThrowAnyException();
        assertThat(client.resources(AwsBatchComputeEnvironment.class)
                        .inNamespace("default")
                        .withName("rnaseq")
                        .get()
                        .getSpec()
                        .region())
                .isEqualTo("eu-west-1");
    }

    @Test
    void aRuleBetweenFieldsIsKept() {
        assertThatThrownBy(() -> apply("eu-west-1", "fusion: { enabled: true }"))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo(422))
                .hasMessageContaining("rnaseq")
                .hasMessageContaining("Wave");
    }

    @Test
    void whatNeverChangesIsKept() {
        apply("eu-west-1", "");

        assertThatThrownBy(() -> apply("eu-west-2", "")).hasMessageContaining("region");
    }
}
