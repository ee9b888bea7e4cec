package io.towerforge.operator.model;

/**
 * One resource as AWS shows it.
 *
 * @param detail AWS's own words about the state, such as a compute environment's status reason; empty when there are none
 */
public record Observed<R extends Resource>(R resource, State state, String detail) {
    /** Where AWS is with it. */
    public enum State {
        /** AWS is creating or changing it: it can neither be used, changed nor deleted now. */
        IN_PROGRESS,
        READY,
        /** AWS cannot use it as it is; an update may mend it, and it can be deleted. */
        FAILED,
        DELETING
    }

    public ResourceId id() {
        return resource.id();
    }
}
