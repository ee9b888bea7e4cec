package io.towerforge.operator.model;

import java.time.Instant;

/**
 * An EBS volume that no instance uses.
 *
 * @param id such as {@code vol-0123456789abcdef0}
 * @param gibibytes its size, which is billed
 * @param madeAt when it was made; AWS does not say since when it is detached
 */
public record DetachedVolume(String id, int gibibytes, Instant madeAt) {
    @Override
    public String toString() {
        return id + " (" + gibibytes + " GiB)";
    }
}
