package io.towerforge.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.Condition;
import io.towerforge.cli.demo.RequestJournal.Write;
import io.towerforge.cli.demo.Stage;
import io.towerforge.simulator.SimulatedAws;
import io.towerforge.simulator.core.LiveObject;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The user, the operator and AWS, anew for each test. */
abstract class ThreeActors {
    static final String NAMESPACE = "genomics";
    static final String NAME = "rnaseq";

    /** Far longer than anything here takes: it only ends a test that would hang. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    final Stage stage = new Stage(Timings.none(), InstantSource.system());
    final KubernetesClient user = stage.user();
    final SimulatedAws aws = stage.aws();

    @BeforeEach
    void startTheOperator() {
        user.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
        stage.startOperator();
    }

    @AfterEach
    void leave() {
        stage.close();
    }

    static ConditionFactory soon() {
        return await().atMost(LONGEST).pollInterval(Duration.ofMillis(50));
    }

    /** A manifest of a Spot environment; more fields of the spec may follow, as YAML indented by two. */
    static String spot(String... moreOfTheSpec) {
        return """
                apiVersion: towerforge.io/v1alpha1
                kind: AwsBatchComputeEnvironment
                metadata:
                  name: rnaseq
                  namespace: genomics
                spec:
                  region: eu-west-1
                  workDirectory: s3://acme-nextflow/work
                  forge:
                    maxCpus: 256
                """ + String.join("\n", moreOfTheSpec);
    }

    void create(String manifest) {
        user.resource(user.getKubernetesSerialization()
                        .<GenericKubernetesResource>unmarshal(manifest, GenericKubernetesResource.class))
                .create();
    }

    void patch(String json) {
        resource().patch(PatchContext.of(PatchType.JSON_MERGE), json);
    }

    void annotate(String annotation, String value) {
        patch("{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(annotation, value));
    }

    Resource<AwsBatchComputeEnvironment> resource() {
        return user.resources(AwsBatchComputeEnvironment.class)
                .inNamespace(NAMESPACE)
                .withName(NAME);
    }

    AwsBatchComputeEnvironment environment() {
        return resource().get();
    }

    Optional<Condition> condition(String type) {
        return Optional.ofNullable(environment())
                .map(AwsBatchComputeEnvironment::getStatus)
                .flatMap(status -> status.conditions().stream()
                        .filter(condition -> condition.type().equals(type))
                        .findFirst());
    }

    /** Waits for the condition Ready to have the reason. */
    void awaitReason(String reason) {
        soon().untilAsserted(() ->
                assertThat(condition("Ready")).map(Condition::reason).hasValue(reason));
    }

    void awaitGone() {
        soon().untilAsserted(() -> assertThat(environment()).isNull());
    }

    List<Event> events() {
        return user.v1().events().inNamespace(NAMESPACE).list().getItems();
    }

    /** What the operator wrote to Kubernetes, events apart. */
    List<Write> writes() {
        return stage.journal().writes().stream()
                .filter(write -> !write.isEvent())
                .toList();
    }

    List<String> kindsInAws() {
        return aws.objects().stream().map(LiveObject::kind).toList();
    }
}
