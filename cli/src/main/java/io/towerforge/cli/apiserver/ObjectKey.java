package io.towerforge.cli.apiserver;

import java.util.Comparator;

/**
 * Where an object is stored. The version is no part of it: every served version of a resource shows the same object.
 *
 * @param namespace empty for what is not namespaced
 */
record ObjectKey(String group, String plural, String namespace, String name) implements Comparable<ObjectKey> {

    private static final Comparator<ObjectKey> ORDER = Comparator.comparing(ObjectKey::group)
            .thenComparing(ObjectKey::plural)
            .thenComparing(ObjectKey::namespace)
            .thenComparing(ObjectKey::name);

    @Override
    public int compareTo(ObjectKey other) {
        return ORDER.compare(this, other);
    }

    boolean isOf(ResourceType type) {
        return group.equals(type.group()) && plural.equals(type.plural());
    }
}
