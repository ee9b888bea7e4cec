package io.towerforge.operator.model;

import java.util.Comparator;

/** Which resource of a stack: its kind and its name in AWS. Names are deterministic, so this never has to be remembered. */
public record ResourceId(ResourceKind kind, String name) implements Comparable<ResourceId> {
    private static final Comparator<ResourceId> ORDER =
            Comparator.comparing(ResourceId::kind).thenComparing(ResourceId::name);

    @Override
    public int compareTo(ResourceId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind.words() + " " + name;
    }
}
