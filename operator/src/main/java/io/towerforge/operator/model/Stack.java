package io.towerforge.operator.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All AWS resources one custom resource should have, in creation order. An empty stack is a deletion. */
public record Stack(List<Slot> slots) {
    public static final Stack EMPTY = new Stack(List.of());

    public Stack {
        slots = slots.stream().sorted(Comparator.comparing(Slot::id)).toList();
        long names = slots.stream().map(Slot::id).distinct().count();
        if (names != slots.size()) {
            throw new IllegalArgumentException("a stack names a resource twice: " + slots);
        }
    }

    public static Stack of(Collection<Slot> slots) {
        return new Stack(List.copyOf(slots));
    }

    public boolean contains(ResourceId id) {
        return find(id).isPresent();
    }

    public Optional<Slot> find(ResourceId id) {
        return slots.stream().filter(slot -> slot.id().equals(id)).findFirst();
    }
}
