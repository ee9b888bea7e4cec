package io.towerforge.cli.endtoend;

import io.fabric8.kubernetes.client.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request as Kubernetes decides about it (Kubernetes documentation, "Authorization", request attributes).
 *
 * @param group the API group, empty for the core one
 * @param resource the plural, with the subresource behind a slash
 * @param verb such as {@code list}
 * @param namespace null for all namespaces, and for what has none
 * @param name null where none is named
 */
record Access(
        String group,
        String resource,
        String verb,
        @Nullable String namespace,
        @Nullable String name) {

    /** Empty for what is not about resources: discovery, which every authenticated caller may ask. */
    static Optional<Access> of(HttpRequest request) {
        List<String> path = Arrays.stream(request.uri().getPath().split("/"))
                .filter(part -> !part.isEmpty())
                .toList();
        int start = path.get(0).equals("api") ? 2 : 3;
        if (path.size() <= start || !List.of("api", "apis").contains(path.get(0))) {
            return Optional.empty();
        }
        String group = start == 2 ? "" : path.get(1);
        List<String> rest = path.subList(start, path.size());
        String namespace = null;
        if (rest.get(0).equals("namespaces") && rest.size() > 2) {
            namespace = rest.get(1);
            rest = rest.subList(2, rest.size());
        }
        String resource = rest.size() > 2 ? rest.get(0) + "/" + rest.get(2) : rest.get(0);
        String name = rest.size() > 1 ? rest.get(1) : null;
        return Optional.of(new Access(group, resource, verb(request, name != null), namespace, name));
    }

    private static String verb(HttpRequest request, boolean named) {
        String query = Optional.ofNullable(request.uri().getQuery()).orElse("");
        return switch (request.method()) {
            case "GET" -> named ? "get" : query.contains("watch=true") ? "watch" : "list";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> named ? "delete" : "deletecollection";
            default -> throw new IllegalStateException("Nobody knows the verb of " + request.method() + ".");
        };
    }
}
