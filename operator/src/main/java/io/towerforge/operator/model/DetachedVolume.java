package io.towerforge.operator.model;

import java.time.Instant;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * An EBS volume that no instance uses.
 *
 * @param id such as {@code vol-0123456789abcdef0}
 * @param gibibytes its size, which is billed
 * @param madeAt when it was made; AWS does not say since when it is detached
 */
public record DetachedVolume(String id, int gibibytes, Instant madeAt) {
    /** Several of them in one sentence. */
    public static String list(Collection<DetachedVolume> volumes) {
        return volumes.stream().map(DetachedVolume::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return id + " (" + gibibytes + " GiB)";
    }
}
