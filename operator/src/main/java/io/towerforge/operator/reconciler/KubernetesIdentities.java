package io.towerforge.operator.reconciler;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.AwsIdentity;
import io.towerforge.api.v1alpha1.AwsIdentityStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The identities of a real cluster. Every change is a patch of just what changes, as with {@link KubernetesCluster}. */
public final class KubernetesIdentities implements Identities {
    private final KubernetesClient client;
    private final List<String> watchNamespaces;

    /** @param watchNamespaces whose environments count; empty for all */
    public KubernetesIdentities(KubernetesClient client, List<String> watchNamespaces) {
        this.client = client;
        this.watchNamespaces = List.copyOf(watchNamespaces);
    }

    @Override
    public Optional<AwsIdentity> read(String name) {
        return Optional.ofNullable(
                client.resources(AwsIdentity.class).withName(name).get());
    }

    @Override
    public void addFinalizer(AwsIdentity identity) {
        OwnFinalizer.add(identity, resource(identity));
    }

    @Override
    public void removeFinalizer(AwsIdentity identity) {
        OwnFinalizer.remove(identity, resource(identity));
    }

    @Override
    public void writeStatus(AwsIdentity identity, AwsIdentityStatus status) {
        resource(identity).editStatus(stored -> {
            AwsIdentity edited = new AwsIdentity();
            edited.setMetadata(stored.getMetadata());
            edited.setSpec(stored.getSpec());
            edited.setStatus(status);
            return edited;
        });
    }

    @Override
    public List<AwsBatchComputeEnvironment> environments() {
        var all = client.resources(AwsBatchComputeEnvironment.class);
        if (watchNamespaces.isEmpty()) {
            return all.inAnyNamespace().list().getItems();
        }
        return watchNamespaces.stream()
                .flatMap(namespace -> all.inNamespace(namespace).list().getItems().stream())
                .toList();
    }

    @Override
    public Map<String, String> labelsOf(String namespace) {
        Namespace stored = client.namespaces().withName(namespace).get();
        return stored == null || stored.getMetadata().getLabels() == null
                ? Map.of()
                : stored.getMetadata().getLabels();
    }

    private Resource<AwsIdentity> resource(AwsIdentity identity) {
        return client.resources(AwsIdentity.class)
                .withName(identity.getMetadata().getName());
    }
}
