package io.towerforge.cli.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What identifies the elements of a list when two lists are merged.
 *
 * <p>A custom resource says it in its schema ({@code x-kubernetes-list-type}). Built-in kinds are stored without a
 * schema; for the lists of theirs that matter here the patch merge keys of the Kubernetes API reference are named below.
 *
 * @param schema the schema of the object that holds the list, or a missing node
 */
record ListKeys(JsonNode schema) {

    private static final Map<String, String> BUILT_IN = Map.of(
            "ownerReferences", "uid",
            "conditions", "type",
            "imagePullSecrets", "name",
            "secrets", "name",
            "containers", "name",
            "env", "name",
            "volumes", "name",
            "volumeMounts", "mountPath");

    private static final Set<String> BUILT_IN_SETS = Set.of("finalizers");

    static ListKeys none() {
        return new ListKeys(MissingNode.getInstance());
    }

    /** The members that identify an element of the list; empty when its elements are not merged one by one. */
    List<String> of(String list) {
        JsonNode declared = schema.path("properties").path(list);
        if (declared.path("x-kubernetes-list-type").asText().equals("map")) {
            List<String> keys = new ArrayList<>();
            declared.path("x-kubernetes-list-map-keys").forEach(key -> keys.add(key.asText()));
            return keys;
        }
        return declared.isMissingNode() && BUILT_IN.containsKey(list) ? List.of(BUILT_IN.get(list)) : List.of();
    }

    /** Whether the list is a set of values, so that merging means adding what is not there yet. */
    boolean isSet(String list) {
        JsonNode declared = schema.path("properties").path(list);
        return declared.isMissingNode()
                ? BUILT_IN_SETS.contains(list)
                : declared.path("x-kubernetes-list-type").asText().equals("set");
    }

    ListKeys within(String member) {
        JsonNode declared = schema.path("properties").path(member);
        return new ListKeys(declared.isMissingNode() ? schema.path("additionalProperties") : declared);
    }

    ListKeys withinElementsOf(String list) {
        return new ListKeys(schema.path("properties").path(list).path("items"));
    }
}
