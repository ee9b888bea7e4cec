package io.towerforge.operator.model;

import java.util.Set;

/**
 * One place in a stack: a resource that should exist, or, as long as something it is made from is not known yet, a reserved
 * place that says what it waits for.
 *
 * @param resource null while pending
 * @param waitingFor resources whose outputs are needed first; empty when nothing is
 * @param reason why it is pending, or what is still going on in a resource that is as it should be; empty when there is no more
 *     to say
 */
public record Slot(ResourceId id, Resource resource, Set<ResourceId> waitingFor, String reason) {
    public static Slot of(Resource resource) {
        return new Slot(resource.id(), resource, Set.of(), "");
    }

    /** A resource as it should be for the time being, and what it is on its way to. */
    public static Slot of(Resource resource, String reason) {
        return new Slot(resource.id(), resource, Set.of(), reason);
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
