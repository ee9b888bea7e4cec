package io.towerforge.operator.reconciler;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.towerforge.api.v1alpha1.TowerForgeApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Our finalizer on an object, beside whatever others it has. The object at hand is told what is stored then. */
final class OwnFinalizer {
    private OwnFinalizer() {}

    static <T extends HasMetadata> void add(T object, Resource<T> resource) {
        edit(object, resource, true);
    }

    static <T extends HasMetadata> void remove(T object, Resource<T> resource) {
        edit(object, resource, false);
    }

    private static <T extends HasMetadata> void edit(T object, Resource<T> resource, boolean present) {
        T stored = resource.edit(current -> {
            List<String> finalizers = new ArrayList<>(
                    Optional.ofNullable(current.getMetadata().getFinalizers()).orElse(List.of()));
            finalizers.remove(TowerForgeApi.FINALIZER);
            if (present) {
                finalizers.add(TowerForgeApi.FINALIZER);
            }
            current.getMetadata().setFinalizers(finalizers);
            return current;
        });
        if (stored != null) {
            object.getMetadata().setFinalizers(stored.getMetadata().getFinalizers());
        }
    }
}
