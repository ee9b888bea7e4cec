package io.towerforge.simulator.core;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. The token is the key of the page's last item, so that items which come or go between two pages never
 * make another item appear twice or not at all.
 *
 * @param items the page's items
 * @param nextToken where the next page starts, or null on the last page
 */
public record Page<T>(List<T> items, @Nullable String nextToken) {

    /**
     * Cuts a page out of a list.
     *
     * @param sorted all items, in the order of their keys
     * @param key what the list is sorted by, unique
     * @param token the token of the page before, or null for the first page
     * @param size how many items fit
     */
    public static <T> Page<T> of(List<T> sorted, Function<T, String> key, @Nullable String token, int size) {
        int from = 0;
        while (token != null
                && from < sorted.size()
                && key.apply(sorted.get(from)).compareTo(token) <= 0) {
            from++;
        }
        int to = Math.min(sorted.size(), from + size);
        return new Page<>(sorted.subList(from, to), to < sorted.size() ? key.apply(sorted.get(to - 1)) : null);
    }
}
