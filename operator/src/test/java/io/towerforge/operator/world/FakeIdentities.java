package io.towerforge.operator.world;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.AwsIdentity;
import io.towerforge.api.v1alpha1.AwsIdentitySpec;
import io.towerforge.api.v1alpha1.AwsIdentityStatus;
import io.towerforge.api.v1alpha1.TowerForgeApi;
import io.towerforge.operator.reconciler.Identities;
import io.towerforge.operator.reconciler.SecretReading;
import io.towerforge.operator.reconciler.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Kubernetes as far as identities, Secrets and the labels of namespaces go. Copies on the way in and out, as a server does. */
public final class FakeIdentities implements Identities, Secrets {
    private static final String OWN_NAMESPACE = "towerforge-system";

    private final FakeCluster cluster;
    private final InstantSource clock;
    private final Map<String, AwsIdentity> stored = new LinkedHashMap<>();
    private final Map<String, SecretReading> secrets = new HashMap<>();
    private final Map<String, Map<String, String>> labels = new HashMap<>();
    private long versions;

    FakeIdentities(FakeCluster cluster, InstantSource clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    // What an administrator does.

    public void apply(String name, AwsIdentitySpec spec) {
        AwsIdentity identity = stored.get(name);
        if (identity == null) {
            identity = new AwsIdentity();
            identity.getMetadata().setName(name);
            identity.getMetadata().setGeneration(1L);
            identity.getMetadata().setFinalizers(new ArrayList<>());
            identity.setSpec(spec);
            stored.put(name, identity);
        } else if (!identity.getSpec().equals(spec)) {
            identity.setSpec(spec);
            identity.getMetadata().setGeneration(identity.getMetadata().getGeneration() + 1);
        }
    }

    public void delete(String name) {
        AwsIdentity identity = stored.get(name);
        if (identity.getMetadata().getFinalizers().isEmpty()) {
            stored.remove(name);
        } else {
            identity.getMetadata().setDeletionTimestamp(clock.instant().toString());
        }
    }

    /** Stores a Secret in the operator's own namespace. */
    public void keep(String name, Map<String, String> data) {
        keep(OWN_NAMESPACE, name, data);
    }

    public void keep(String namespace, String name, Map<String, String> data) {
        Map<String, byte[]> bytes = data.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().getBytes(StandardCharsets.UTF_8)));
        secrets.put(namespace + "/" + name, SecretReading.of("uid-" + namespace + "-" + name, "" + ++versions, bytes));
    }

    public void forget(String namespace, String name) {
        secrets.remove(namespace + "/" + name);
    }

    public void label(String namespace, Map<String, String> all) {
        labels.put(namespace, Map.copyOf(all));
    }

    public List<String> names() {
        return List.copyOf(stored.keySet());
    }

    public Map<String, AwsIdentitySpec> specs() {
        return stored.values().stream()
                .collect(Collectors.toMap(one -> one.getMetadata().getName(), AwsIdentity::getSpec));
    }

    // What the operator does.

    @Override
    public Optional<AwsIdentity> read(String name) {
        return Optional.ofNullable(stored.get(name)).map(FakeIdentities::copy);
    }

    @Override
    public void addFinalizer(AwsIdentity identity) {
        AwsIdentity mine = stored.get(identity.getMetadata().getName());
        cluster.write("add finalizer to identity", () -> {
            if (!mine.getMetadata().getFinalizers().contains(TowerForgeApi.FINALIZER)) {
                mine.getMetadata().getFinalizers().add(TowerForgeApi.FINALIZER);
            }
        });
        identity.getMetadata().setFinalizers(new ArrayList<>(mine.getMetadata().getFinalizers()));
    }

    @Override
    public void removeFinalizer(AwsIdentity identity) {
        AwsIdentity mine = stored.get(identity.getMetadata().getName());
        cluster.write("remove finalizer from identity", () -> {
            mine.getMetadata().getFinalizers().remove(TowerForgeApi.FINALIZER);
            if (mine.getMetadata().getDeletionTimestamp() != null
                    && mine.getMetadata().getFinalizers().isEmpty()) {
                stored.remove(mine.getMetadata().getName());
            }
        });
    }

    @Override
    public void writeStatus(AwsIdentity identity, AwsIdentityStatus status) {
        cluster.write(
                "status of identity",
                () -> stored.get(identity.getMetadata().getName()).setStatus(status));
    }

    @Override
    public List<AwsBatchComputeEnvironment> environments() {
        return cluster.names().stream()
                .flatMap(name -> cluster.find(name).stream())
                .toList();
    }

    @Override
    public Map<String, String> labelsOf(String namespace) {
        return labels.getOrDefault(namespace, Map.of());
    }

    @Override
    public SecretReading read(String namespace, String name) {
        return secrets.getOrDefault(
                namespace + "/" + name,
                SecretReading.failed("There is no Secret '" + name + "' in namespace '" + namespace + "'. Create it."));
    }

    @Override
    public SecretReading own(String name) {
        return read(OWN_NAMESPACE, name);
    }

    private static AwsIdentity copy(AwsIdentity identity) {
        AwsIdentity copy = new AwsIdentity();
        copy.setMetadata(new ObjectMetaBuilder(identity.getMetadata()).build());
        copy.setSpec(identity.getSpec());
        copy.setStatus(identity.getStatus());
        return copy;
    }
}
