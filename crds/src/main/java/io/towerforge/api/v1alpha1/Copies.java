package io.towerforge.api.v1alpha1;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Unmodifiable copies that keep the order a user wrote and accept a {@code null} element, which the validator reports. */
final class Copies {
    private Copies() {}

    static <T> List<T> listOf(@Nullable List<T> list) {
        return list == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(list));
    }

    static <T> @Nullable List<T> nullableListOf(@Nullable List<T> list) {
        return list == null ? null : listOf(list);
    }

    static <K, V> Map<K, V> mapOf(@Nullable Map<K, V> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
