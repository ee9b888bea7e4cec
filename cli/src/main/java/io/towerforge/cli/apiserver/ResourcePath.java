package io.towerforge.cli.apiserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a path below {@code /api} or {@code /apis} points at (Kubernetes API concepts, Resource URIs).
 *
 * @param namespace empty for all namespaces and for what is not namespaced
 * @param name empty for the collection
 * @param subresource empty for the object itself
 */
record ResourcePath(String group, String version, String namespace, String plural, String name, String subresource) {

    private static final Set<String> OF_A_NAMESPACE = Set.of("status", "finalize");

    /** Reads a path; empty when it points at no resource. */
    static Optional<ResourcePath> parse(String path) {
        List<String> parts = new ArrayList<>(List.of(path.substring(1).split("/")));
        String root = parts.remove(0);
        int needed = root.equals("api") ? 2 : root.equals("apis") ? 3 : Integer.MAX_VALUE;
        if (parts.size() < needed) {
            return Optional.empty();
        }
        String group = root.equals("api") ? "" : parts.remove(0);
        String version = parts.remove(0);
        String namespace = "";
        if (parts.size() >= 3 && parts.get(0).equals("namespaces") && !OF_A_NAMESPACE.contains(parts.get(2))) {
            namespace = parts.get(1);
            parts = parts.subList(2, parts.size());
        }
        return parts.size() > 3
                ? Optional.empty()
                : Optional.of(new ResourcePath(group, version, namespace, parts.get(0), at(parts, 1), at(parts, 2)));
    }

    private static String at(List<String> parts, int position) {
        return position < parts.size() ? parts.get(position) : "";
    }
}
