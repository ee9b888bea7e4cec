package io.towerforge.operator.reconciler;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentStatus;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A real cluster. Every change is a patch of just what changes (JSON Patch), so that fields this version does not know survive,
 * and the spec is in none of them.
 */
public final class KubernetesCluster implements Cluster {
    /** Our own labels only: labels copied from a parent would make Argo CD take the child for one of its own. */
    private static final Map<String, String> LABELS = Map.of("app.kubernetes.io/managed-by", "towerforge");

    /** Forbidden, as by a quota; too large; invalid, as what is immutable (Kubernetes API conventions, "HTTP Status codes"). */
    private static final Set<Integer> NEED_A_PERSON = Set.of(403, 413, 422);

    private final KubernetesClient client;
    private final String id;
    private final EventRecorder events;

    public KubernetesCluster(KubernetesClient client, String id, EventRecorder events) {
        this.client = client;
        this.id = id;
        this.events = events;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<AwsBatchComputeEnvironment> read(String namespace, String name) {
        return Optional.ofNullable(client.resources(AwsBatchComputeEnvironment.class)
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    @Override
    public void addFinalizer(AwsBatchComputeEnvironment object) {
        OwnFinalizer.add(object, resource(object));
    }

    @Override
    public void removeFinalizer(AwsBatchComputeEnvironment object) {
        if (read(object.getMetadata().getNamespace(), object.getMetadata().getName())
                .filter(stored -> stored.getMetadata()
                        .getUid()
                        .equals(object.getMetadata().getUid()))
                .isPresent()) {
            OwnFinalizer.remove(object, resource(object));
        }
    }

    @Override
    public void writeStatus(AwsBatchComputeEnvironment object, AwsBatchComputeEnvironmentStatus status) {
        resource(object).editStatus(stored -> {
            AwsBatchComputeEnvironment edited = new AwsBatchComputeEnvironment();
            edited.setMetadata(stored.getMetadata());
            edited.setSpec(stored.getSpec());
            edited.setStatus(status);
            return edited;
        });
    }

    /** What passes by itself is thrown, and the pass made again; what needs a person is told. */
    @Override
    public Optional<String> publish(AwsBatchComputeEnvironment object, String configMapName, Map<String, String> data) {
        try {
            return write(object, configMapName, data);
        } catch (KubernetesClientException e) {
            if (!NEED_A_PERSON.contains(e.getCode())) {
                throw e;
            }
            String words =
                    e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage();
            return Optional.of("ConfigMap '" + configMapName + "' cannot be written in namespace '"
                    + object.getMetadata().getNamespace() + "'. Kubernetes says: " + words
                    + ". Put that right; it is tried again within minutes.");
        }
    }

    private Optional<String> write(AwsBatchComputeEnvironment object, String configMapName, Map<String, String> data) {
        String namespace = object.getMetadata().getNamespace();
        Resource<ConfigMap> resource =
                client.configMaps().inNamespace(namespace).withName(configMapName);
        ConfigMap stored = resource.get();
        if (stored == null) {
            client.configMaps()
                    .inNamespace(namespace)
                    .resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName(configMapName)
                            .withNamespace(namespace)
                            .withLabels(LABELS)
                            .withOwnerReferences(owner(object))
                            .endMetadata()
                            .withData(data)
                            .build())
                    .create();
            return Optional.empty();
        }
        boolean ours = stored.getMetadata().getOwnerReferences().stream()
                .anyMatch(reference ->
                        reference.getUid().equals(object.getMetadata().getUid()));
        if (!ours) {
            return Optional.of("ConfigMap '" + configMapName + "' exists in namespace '" + namespace
                    + "' and does not belong to this object; it was left alone. Delete or rename it.");
        }
        if (!data.equals(stored.getData())) {
            resource.edit(
                    current -> new ConfigMapBuilder(current).withData(data).build());
        }
        return Optional.empty();
    }

    @Override
    public void tell(AwsBatchComputeEnvironment object, EventType type, String reason, String message) {
        events.record(object, type, reason, message);
    }

    /** What the garbage collector follows: the ConfigMap goes with its environment. */
    private static OwnerReference owner(AwsBatchComputeEnvironment object) {
        return new OwnerReferenceBuilder()
                .withApiVersion(object.getApiVersion())
                .withKind(object.getKind())
                .withName(object.getMetadata().getName())
                .withUid(object.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(false)
                .build();
    }

    private Resource<AwsBatchComputeEnvironment> resource(AwsBatchComputeEnvironment object) {
        return client.resources(AwsBatchComputeEnvironment.class)
                .inNamespace(object.getMetadata().getNamespace())
                .withName(object.getMetadata().getName());
    }
}
