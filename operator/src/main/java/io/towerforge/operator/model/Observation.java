package io.towerforge.operator.model;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Everything in AWS that carries a stack's mark, wanted or not, at one moment. */
public final class Observation {
    private final SortedMap<ResourceId, Observed<?>> byId = new TreeMap<>();

    public Observation(Collection<? extends Observed<?>> observed) {
        observed.forEach(one -> byId.put(one.id(), one));
    }

    public Optional<Observed<?>> find(ResourceId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** All resources of one record type, by name. */
    @SuppressWarnings("unchecked") // the filter has just proved the type
    public <R extends Resource> List<Observed<R>> all(Class<R> type) {
        return byId.values().stream()
                .filter(one -> type.isInstance(one.resource()))
                .map(one -> (Observed<R>) one)
                .toList();
    }

    public <R extends Resource> Optional<Observed<R>> named(Class<R> type, String name) {
        return all(type).stream().filter(one -> one.id().name().equals(name)).findFirst();
    }

    /** Everything, in creation order. */
    public List<Observed<?>> all() {
        return List.copyOf(byId.values());
    }

    public boolean isEmpty() {
        return byId.isEmpty();
    }

    @Override
    public String toString() {
        return byId.values().toString();
    }
}
