package io.towerforge.cli.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client library of the operator works against the server. */
@Timeout(30)
class ClientTest extends ApiServerScenario {

    private static final ResourceDefinitionContext WIDGET = new ResourceDefinitionContext.Builder()
            .withGroup("example.org")
            .withVersion("v1")
            .withPlural("widgets")
            .withKind("Widget")
            .withNamespaced(true)
            .build();

    private static ConfigMap configMapOf(String name, String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .withData(Map.of("key", value))
                .build();
    }

    @Test
    void anObjectIsCreatedEditedReadAndDeleted() {
        var configMap = client().resource(configMapOf("one", "a"));
        configMap.create();

        client().configMaps().inNamespace("default").withName("one").edit(found -> {
            found.getData().put("key", "b");
            return found;
        });

        assertThat(configMap.get().getData()).containsEntry("key", "b");
        configMap.delete();
        assertThat(configMap.get()).isNull();
    }

    @Test
    void anObjectIsAppliedOnTheServerTwice() {
        client().resource(configMapOf("one", "a")).serverSideApply();

        ConfigMap applied = client().resource(configMapOf("one", "b")).serverSideApply();

        assertThat(applied.getData()).containsEntry("key", "b");
    }

    @Test
    void anInformerIsToldOfEveryChange() throws InterruptedException {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        createWidget("one", "{\"size\": 1}");
        try (SharedIndexInformer<GenericKubernetesResource> informer = client().genericKubernetesResources(WIDGET)
                .inNamespace("default")
                .inform(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(GenericKubernetesResource added) {
                        told.add("added " + added.getMetadata().getName());
                    }

                    @Override
                    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
                        told.add("updated to " + after.get("spec", "size"));
                    }

                    @Override
                    public void onDelete(GenericKubernetesResource deleted, boolean unknownState) {
                        told.add("deleted " + deleted.getMetadata().getName());
                    }
                })) {
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("added one");
            patch(WIDGETS + "/one", MERGE, "{\"spec\": {\"size\": 2}}");
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("updated to 2");
            delete(WIDGETS + "/one");
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("deleted one");
            assertThat(informer.hasSynced()).isTrue();
        }
    }

    @Test
    void aLeaderIsElected() {
        CompletableFuture<String> leader = new CompletableFuture<>();
        CompletableFuture<?> running = client().leaderElector()
                .withConfig(new LeaderElectionConfigBuilder()
                        .withName("operator")
                        .withLock(new LeaseLock("default", "operator", "me"))
                        .withLeaseDuration(Duration.ofSeconds(15))
                        .withRenewDeadline(Duration.ofSeconds(10))
                        .withRetryPeriod(Duration.ofSeconds(2))
                        .withReleaseOnCancel(true)
                        .withLeaderCallbacks(new LeaderCallbacks(() -> {}, () -> {}, leader::complete))
                        .build())
                .build()
                .start();

        assertThat(leader.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo("me");
        running.cancel(true);
    }
}
