package io.towerforge.operator.world;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentStatus;
import io.towerforge.api.v1alpha1.TowerForgeApi;
import io.towerforge.operator.reconciler.Cluster;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Kubernetes as far as one kind of object goes: generations, finalizers, deletion timestamps, the status subresource, and a count
 * of what was written. Copies on the way in and out, as a server does.
 */
public final class FakeCluster implements Cluster {
    public static final String NAMESPACE = "genomics";

    private final InstantSource clock;
    private final Map<String, AwsBatchComputeEnvironment> objects = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> configMaps = new HashMap<>();
    private final List<String> events = new ArrayList<>();
    private final List<String> writes = new ArrayList<>();
    private Runnable beforeWrite = () -> {};
    private Runnable afterWrite = () -> {};
    private long uids;
    private String id = "test-cluster";

    public FakeCluster(InstantSource clock) {
        this.clock = clock;
    }

    /** What happens around each write of the operator; a crash, for example. */
    public void aroundWrites(Runnable before, Runnable after) {
        beforeWrite = before;
        afterWrite = after;
    }

    // What a user does.

    public AwsBatchComputeEnvironment apply(String name, AwsBatchComputeEnvironmentSpec spec) {
        AwsBatchComputeEnvironment stored = objects.get(name);
        if (stored == null) {
            stored = new AwsBatchComputeEnvironment();
            stored.getMetadata().setName(name);
            stored.getMetadata().setNamespace(NAMESPACE);
            stored.getMetadata().setUid(new UUID(0x5eed, ++uids).toString());
            stored.getMetadata()
                    .setCreationTimestamp(
                            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
            stored.getMetadata().setGeneration(1L);
            stored.getMetadata().setFinalizers(new ArrayList<>());
            stored.getMetadata().setAnnotations(new HashMap<>());
            stored.setSpec(spec);
            objects.put(name, stored);
        } else if (!stored.getSpec().equals(spec)) {
            stored.setSpec(spec);
            stored.getMetadata().setGeneration(stored.getMetadata().getGeneration() + 1);
        }
        return copy(stored);
    }

    public void edit(String name, UnaryOperator<AwsBatchComputeEnvironmentSpec> edit) {
        apply(name, edit.apply(objects.get(name).getSpec()));
    }

    public void annotate(String name, String annotation, String value) {
        objects.get(name).getMetadata().getAnnotations().put(annotation, value);
    }

    public void delete(String name) {
        AwsBatchComputeEnvironment stored = objects.get(name);
        if (stored == null) {
            return;
        }
        if (stored.getMetadata().getFinalizers().isEmpty()) {
            objects.remove(name);
            return;
        }
        if (stored.getMetadata().getDeletionTimestamp() == null) {
            stored.getMetadata().setDeletionTimestamp(clock.instant().toString());
            stored.getMetadata().setGeneration(stored.getMetadata().getGeneration() + 1);
        }
    }

    /** Everything in Kubernetes is lost, and another cluster is set up. What was in AWS stays as it was. */
    public void rebuild(String otherId) {
        objects.clear();
        configMaps.clear();
        id = otherId;
    }

    // What anybody can see.

    public Optional<AwsBatchComputeEnvironment> find(String name) {
        return Optional.ofNullable(objects.get(name)).map(FakeCluster::copy);
    }

    public List<String> names() {
        return List.copyOf(objects.keySet());
    }

    public Map<String, String> configMap(String name) {
        return configMaps.get(name);
    }

    public List<String> events() {
        return List.copyOf(events);
    }

    /** Every write of the operator, events apart. */
    public List<String> writes() {
        return List.copyOf(writes);
    }

    // What the operator does.

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<AwsBatchComputeEnvironment> read(String namespace, String name) {
        return find(name);
    }

    @Override
    public void addFinalizer(AwsBatchComputeEnvironment object) {
        write(
                "add finalizer",
                () -> stored(object).ifPresent(stored -> {
                    if (!stored.getMetadata().getFinalizers().contains(TowerForgeApi.FINALIZER)) {
                        stored.getMetadata().getFinalizers().add(TowerForgeApi.FINALIZER);
                    }
                    object.getMetadata()
                            .setFinalizers(new ArrayList<>(stored.getMetadata().getFinalizers()));
                }));
    }

    @Override
    public void removeFinalizer(AwsBatchComputeEnvironment object) {
        write(
                "remove finalizer",
                () -> stored(object).ifPresent(stored -> {
                    stored.getMetadata().getFinalizers().remove(TowerForgeApi.FINALIZER);
                    if (stored.getMetadata().getDeletionTimestamp() != null
                            && stored.getMetadata().getFinalizers().isEmpty()) {
                        objects.remove(stored.getMetadata().getName());
                    }
                }));
    }

    @Override
    public void writeStatus(AwsBatchComputeEnvironment object, AwsBatchComputeEnvironmentStatus status) {
        write("status", () -> stored(object).ifPresent(stored -> stored.setStatus(status)));
    }

    @Override
    public Optional<String> publish(AwsBatchComputeEnvironment object, String configMapName, Map<String, String> data) {
        if (!data.equals(configMaps.get(configMapName))) {
            write("config map", () -> configMaps.put(configMapName, Map.copyOf(data)));
        }
        return Optional.empty();
    }

    @Override
    public void tell(AwsBatchComputeEnvironment object, EventType type, String reason, String message) {
        events.add(type.value() + " " + reason + " " + message);
    }

    /** A write of the operator to whatever object. */
    void write(String what, Runnable write) {
        beforeWrite.run();
        write.run();
        writes.add(what);
        afterWrite.run();
    }

    private Optional<AwsBatchComputeEnvironment> stored(AwsBatchComputeEnvironment object) {
        return Optional.ofNullable(objects.get(object.getMetadata().getName()))
                .filter(stored -> stored.getMetadata()
                        .getUid()
                        .equals(object.getMetadata().getUid()));
    }

    private static AwsBatchComputeEnvironment copy(AwsBatchComputeEnvironment object) {
        AwsBatchComputeEnvironment copy = new AwsBatchComputeEnvironment();
        copy.setMetadata(new ObjectMetaBuilder(object.getMetadata()).build());
        copy.setSpec(object.getSpec());
        copy.setStatus(object.getStatus());
        return copy;
    }
}
