package io.towerforge.cli.demo;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.towerforge.api.v1alpha1.Annotations;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentStatus;
import io.towerforge.api.v1alpha1.Condition;
import io.towerforge.api.v1alpha1.ConditionStatus;
import io.towerforge.api.v1alpha1.ConditionTypes;
import io.towerforge.api.v1alpha1.QueueStatus;
import io.towerforge.operator.status.Reasons;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The person at the keyboard, with kubectl: one environment, that of {@code examples/spot.yaml}. */
final class User {
    static final String NAMESPACE = "genomics";
    static final String NAME = "rnaseq";

    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private final KubernetesClient client;
    private final Narrator narrator;
    private int requests;

    User(KubernetesClient client, Narrator narrator) {
        this.client = client;
        this.narrator = narrator;
    }

    void createNamespace() {
        narrator.command("kubectl create namespace " + NAMESPACE);
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
    }

    void apply(String file, String manifest) {
        narrator.command("kubectl apply -f " + file);
        KubernetesSerialization serialization = client.getKubernetesSerialization();
        GenericKubernetesResource object = serialization.unmarshal(
                new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)), GenericKubernetesResource.class);
        // What kubectl compares with the next time somebody applies the file.
        object.getMetadata().setAnnotations(Map.of(LAST_APPLIED, serialization.asJson(object)));
        client.resource(object).create();
    }

    /** A JSON merge patch (RFC 7396), shown as the kubectl command it is. */
    void patch(String json) {
        narrator.command("kubectl -n %s patch abce %s --type merge -p '%s'".formatted(NAMESPACE, NAME, json));
        resource().patch(PatchContext.of(PatchType.JSON_MERGE), json);
    }

    void annotate(String annotation, String value) {
        narrator.command("kubectl -n %s annotate abce %s %s=%s".formatted(NAMESPACE, NAME, annotation, value));
        mergeAnnotation(annotation, "\"" + value + "\"");
    }

    void removeAnnotation(String annotation) {
        narrator.command("kubectl -n %s annotate abce %s %s-".formatted(NAMESPACE, NAME, annotation));
        mergeAnnotation(annotation, "null");
    }

    /** Asks the operator to look at AWS now instead of when it would by itself. */
    void askToLookNow() {
        requests++;
        annotate(Annotations.RECONCILE_REQUESTED_AT, "now-" + requests);
    }

    void delete() {
        narrator.command("kubectl -n %s delete abce %s --wait=false".formatted(NAMESPACE, NAME));
        resource().delete();
    }

    Optional<AwsBatchComputeEnvironment> environment() {
        return Optional.ofNullable(resource().get());
    }

    Optional<AwsBatchComputeEnvironmentStatus> status() {
        return environment().map(AwsBatchComputeEnvironment::getStatus);
    }

    Optional<Condition> condition(String type) {
        return status().flatMap(status -> status.conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst());
    }

    String readiness() {
        return condition(ConditionTypes.READY)
                .map(ready -> "Ready=" + ready.status().value() + ", " + ready.reason() + ": " + ready.message())
                .orElse("nothing yet.");
    }

    /** Not ready for a reason that does not pass by itself; while it is being made or deleted the status is Unknown. */
    boolean seesAFailure() {
        return condition(ConditionTypes.READY)
                .filter(ready -> ready.status() == ConditionStatus.FALSE)
                .isPresent();
    }

    /** Ready, for the spec as it is now, with nothing left to do. */
    boolean seesItSettled() {
        return environment()
                .filter(environment -> environment.getStatus() != null
                        && environment.getStatus().plan().isEmpty()
                        && Objects.equals(
                                environment.getStatus().observedGeneration(),
                                environment.getMetadata().getGeneration()))
                .flatMap(environment -> condition(ConditionTypes.READY))
                .filter(ready ->
                        ready.status() == ConditionStatus.TRUE && ready.reason().equals(Reasons.AVAILABLE))
                .isPresent();
    }

    QueueStatus computeQueue() {
        return status().map(AwsBatchComputeEnvironmentStatus::computeQueue).orElseThrow();
    }

    QueueStatus headQueue() {
        return status().map(AwsBatchComputeEnvironmentStatus::headQueue).orElseThrow();
    }

    Optional<ConfigMap> configMap() {
        return Optional.ofNullable(client.configMaps()
                .inNamespace(NAMESPACE)
                .withName(NAME + "-nextflow")
                .get());
    }

    /** Everything the operator told about the environment, the oldest first. */
    List<Event> events() {
        return client.v1().events().inNamespace(NAMESPACE).list().getItems().stream()
                .sorted(Comparator.comparing(Event::getLastTimestamp))
                .toList();
    }

    private void mergeAnnotation(String annotation, String value) {
        resource()
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"%s\":%s}}}".formatted(annotation, value));
    }

    private Resource<AwsBatchComputeEnvironment> resource() {
        return client.resources(AwsBatchComputeEnvironment.class)
                .inNamespace(NAMESPACE)
                .withName(NAME);
    }
}
