package io.towerforge.cli.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * One verb on one resource that the chart's roles allow.
 *
 * @param namespace null for all
 * @param name the only object it is about; null for all
 */
record Grant(
        String group,
        String resource,
        String verb,
        @Nullable String namespace,
        @Nullable String name) {

    /** What the operator is given by these manifests; roles for people are left out. */
    static List<Grant> of(List<JsonNode> manifests) {
        return manifests.stream()
                .filter(manifest -> List.of("Role", "ClusterRole")
                        .contains(manifest.path("kind").asText()))
                .filter(role -> isBound(role, manifests))
                .flatMap(role -> elements(role.path("rules")).flatMap(rule -> of(rule, role)))
                .toList();
    }

    boolean allows(Access access) {
        return group.equals(access.group())
                && resource.equals(access.resource())
                && verb.equals(access.verb())
                && (namespace == null || namespace.equals(access.namespace()))
                && (name == null || name.equals(access.name()));
    }

    private static boolean isBound(JsonNode role, List<JsonNode> manifests) {
        return manifests.stream()
                .filter(binding -> binding.at("/roleRef/kind").equals(role.path("kind")))
                .filter(binding -> binding.at("/metadata/namespace").equals(role.at("/metadata/namespace")))
                .anyMatch(binding -> binding.at("/roleRef/name").equals(role.at("/metadata/name")));
    }

    private static Stream<Grant> of(JsonNode rule, JsonNode role) {
        String namespace = role.at("/metadata/namespace").textValue();
        Stream<String> names = rule.has("resourceNames") ? texts(rule.path("resourceNames")) : Stream.of((String) null);
        return names.flatMap(name -> texts(rule.path("apiGroups"))
                .flatMap(group -> texts(rule.path("resources"))
                        .flatMap(resource -> texts(rule.path("verbs"))
                                .map(verb -> new Grant(group, resource, verb, namespace, name)))));
    }

    private static Stream<String> texts(JsonNode list) {
        return elements(list).map(JsonNode::asText);
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
