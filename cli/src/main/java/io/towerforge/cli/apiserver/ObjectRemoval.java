package io.towerforge.cli.apiserver;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How objects go away: at once, or marked and waiting for their finalizers; then what they own, what lives in them (a
 * namespace) and what they define (a CRD) goes too (Kubernetes documentation, Finalizers; Garbage Collection).
 */
final class ObjectRemoval {

    private static final String NAMESPACES = "namespaces";
    private static final String DEFINITIONS = "customresourcedefinitions";

    private final ObjectStore store;
    private final TypeRegistry types;
    private final ServerSideApply serverSideApply;
    private final InstantSource clock;

    ObjectRemoval(ObjectStore store, TypeRegistry types, ServerSideApply serverSideApply, InstantSource clock) {
        this.store = store;
        this.types = types;
        this.serverSideApply = serverSideApply;
        this.clock = clock;
    }

    /** Deletes an object; afterwards it is either gone or marked. */
    void delete(ObjectKey key) {
        ApiObject object = store.get(key).orElse(null);
        if (object == null) {
            return;
        }
        if (object.finalizers().isEmpty() && !hasContents(key)) {
            removeNow(key, object);
        } else if (!object.isBeingDeleted()) {
            mark(key, object);
        }
        if (isNamespace(key)) {
            contentsOf(key).forEach(this::delete);
            finishNamespace(key.name());
        }
    }

    /** Removes an object that was waiting for its finalizers, once the last one is gone. */
    void finishIfFree(ObjectKey key) {
        store.get(key)
                .filter(object -> object.isBeingDeleted() && object.finalizers().isEmpty() && !hasContents(key))
                .ifPresent(object -> removeNow(key, object));
    }

    private void mark(ObjectKey key, ApiObject object) {
        ApiObject marked = object.copy();
        marked.markForDeletion(clock.instant());
        if (isNamespace(key)) {
            marked.json().withObjectProperty("status").put("phase", "Terminating");
        }
        store.put(key, marked);
    }

    private void removeNow(ObjectKey key, ApiObject object) {
        store.remove(key);
        serverSideApply.forget(object.uid());
        if (key.group().equals("apiextensions.k8s.io") && key.plural().equals(DEFINITIONS)) {
            List<ResourceType> defined = types.definedBy(key.name());
            store.everything().stream()
                    .map(Map.Entry::getKey)
                    .filter(instance -> defined.stream().anyMatch(instance::isOf))
                    .forEach(store::remove);
            types.forget(key.name());
        }
        collectOrphans(object.uid());
        finishNamespace(key.namespace());
    }

    /** Deletes what was owned by an object that is gone, unless another owner of it is still there. */
    private void collectOrphans(String goneUid) {
        List<Map.Entry<ObjectKey, ApiObject>> everything = store.everything();
        Set<String> alive =
                everything.stream().map(entry -> entry.getValue().uid()).collect(Collectors.toSet());
        everything.stream()
                .filter(entry -> entry.getValue().ownerUids().contains(goneUid))
                .filter(entry -> entry.getValue().ownerUids().stream().noneMatch(alive::contains))
                .map(Map.Entry::getKey)
                .forEach(this::delete);
    }

    private void finishNamespace(String namespace) {
        if (!namespace.isEmpty()) {
            finishIfFree(new ObjectKey("", NAMESPACES, "", namespace));
        }
    }

    private boolean hasContents(ObjectKey key) {
        return isNamespace(key) && !contentsOf(key).isEmpty();
    }

    private static boolean isNamespace(ObjectKey key) {
        return key.group().isEmpty() && key.plural().equals(NAMESPACES);
    }

    private List<ObjectKey> contentsOf(ObjectKey namespace) {
        return store.everything().stream()
                .map(Map.Entry::getKey)
                .filter(key -> key.namespace().equals(namespace.name()))
                .toList();
    }
}
