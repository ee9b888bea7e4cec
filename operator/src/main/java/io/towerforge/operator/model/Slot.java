package io.towerforge.operator.model;

import java.util.Set;

/**
 * One place in a stack: a resource that should exist, or, as long as something it is made from is not known yet, a reserved
 * place that says what it waits for.
 *
 * @param resource null while pending
 * @param waitingFor resources whose outputs are needed first; empty when nothing is
 * @param reason why it is pending, in words; empty when the resources waited for say it all
 */
public record Slot(ResourceId id, Resource resource, Set<ResourceId> waitingFor, String reason) {
    public static Slot of(Resource resource) {
        return new Slot(resource.id(), resource, Set.of(), "");
    }

    public static Slot pending(ResourceId id, Set<ResourceId> waitingFor) {
        return new Slot(id, null, Set.copyOf(waitingFor), "");
    }

    public static Slot pending(ResourceId id, String reason) {
        return new Slot(id, null, Set.of(), reason);
    }

    public boolean isPending() {
        return resource == null;
    }
}
