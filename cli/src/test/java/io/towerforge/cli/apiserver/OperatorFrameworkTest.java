package io.towerforge.cli.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A controller built with the operator framework, in its default settings, lives on this server. */
class OperatorFrameworkTest extends ApiServerScenario {

    record WidgetSpec(Integer size, String colour) {}

    record WidgetStatus(Long observedGeneration) {}

    @Group("example.org")
    @Version("v1")
    public static final class Widget extends CustomResource<WidgetSpec, WidgetStatus> implements Namespaced {
        private static final long serialVersionUID = 1L;
    }

    @ControllerConfiguration(name = "widgets")
    static final class WidgetReconciler implements Reconciler<Widget>, Cleaner<Widget> {

        @Override
        public UpdateControl<Widget> reconcile(Widget widget, Context<Widget> context) {
            Widget reported = new Widget();
            ObjectMeta metadata = new ObjectMeta();
            metadata.setName(widget.getMetadata().getName());
            metadata.setNamespace(widget.getMetadata().getNamespace());
            reported.setMetadata(metadata);
            reported.setStatus(new WidgetStatus(widget.getMetadata().getGeneration()));
            return UpdateControl.patchStatus(reported);
        }

        @Override
        public DeleteControl cleanup(Widget widget, Context<Widget> context) {
            return DeleteControl.defaultDelete();
        }
    }

    private Operator operator;

    @BeforeEach
    void startOperator() {
        operator = new Operator(
                overrider -> overrider.withKubernetesClient(client()).withCloseClientOnStop(false));
        operator.register(new WidgetReconciler());
        operator.start();
    }

    @AfterEach
    void stopOperator() {
        operator.stop();
    }

    @Test
    void aSpecIsReconciledAgainAfterEachEditAndTheFinalizerComesAndGoes() {
        createWidget("one", "{\"size\": 1}");
        awaitObserved(1);
        assertThat(get(WIDGETS + "/one").body().at("/metadata/finalizers")).hasSize(1);

        patch(WIDGETS + "/one", MERGE, "{\"spec\": {\"size\": 2}}");
        awaitObserved(2);
        assertThat(List.of(
                        get(WIDGETS + "/one").text("/spec/size"),
                        get(WIDGETS + "/one").text("/spec/colour")))
                .containsExactly("2", "Red");

        delete(WIDGETS + "/one");
        await().untilAsserted(() -> assertThat(get(WIDGETS + "/one").code()).isEqualTo(404));
    }

    private void awaitObserved(int generation) {
        await().untilAsserted(() -> assertThat(get(WIDGETS + "/one")
                        .body()
                        .at("/status/observedGeneration")
                        .asInt())
                .isEqualTo(generation));
    }
}
