package io.towerforge.operator.apply;

/** Looks once more before something is removed. */
@FunctionalInterface
public interface Guard {
    /** Whether the custom resource the plan was made for is still the one that is stored: read anew, not from a cache. */
    boolean isStillCurrent();
}
