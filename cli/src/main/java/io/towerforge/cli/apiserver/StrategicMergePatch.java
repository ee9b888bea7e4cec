package io.towerforge.cli.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Kubernetes' strategic merge patch: a merge patch in which lists with a key are merged element by element, and members
 * whose names begin with {@code $} are instructions. What kubectl sends for built-in kinds is understood; the order of
 * merged lists ({@code $setElementOrder}) is not kept.
 */
final class StrategicMergePatch {

    private static final String DELETE_VALUES = "$deleteFromPrimitiveList/";

    private StrategicMergePatch() {}

    static ObjectNode apply(JsonNode target, JsonNode patch, ListKeys keys) {
        ObjectNode result =
                target != null && target.isObject() ? target.deepCopy() : JsonNodeFactory.instance.objectNode();
        if (patch.path("$patch").asText().equals("replace")) {
            result.removeAll();
        }
        if (patch.has("$retainKeys")) {
            Set<String> retained = new HashSet<>();
            patch.get("$retainKeys").forEach(key -> retained.add(key.asText()));
            result.retain(retained);
        }
        patch.properties().forEach(member -> merge(result, member.getKey(), member.getValue(), keys));
        return result;
    }

    private static void merge(ObjectNode result, String name, JsonNode value, ListKeys keys) {
        if (name.startsWith(DELETE_VALUES)) {
            deleteValues(result.path(name.substring(DELETE_VALUES.length())), value);
        } else if (name.startsWith("$")) {
            return;
        } else if (value.isNull() || value.path("$patch").asText().equals("delete")) {
            result.remove(name);
        } else if (value.isObject()) {
            result.set(name, apply(result.get(name), value, keys.within(name)));
        } else if (value.isArray() && !keys.of(name).isEmpty()) {
            result.set(name, mergeElements(result.path(name), value, keys.of(name), keys.withinElementsOf(name)));
        } else if (value.isArray() && keys.isSet(name)) {
            result.set(name, union(result.path(name), value));
        } else {
            result.set(name, value.deepCopy());
        }
    }

    private static ArrayNode mergeElements(JsonNode current, JsonNode patch, List<String> keys, ListKeys within) {
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        current.forEach(element -> merged.add(element.deepCopy()));
        for (JsonNode element : patch) {
            String instruction = element.path("$patch").asText();
            if (instruction.equals("replace")) {
                merged.removeAll();
                continue;
            }
            int position = indexOf(merged, element, keys);
            if (instruction.equals("delete")) {
                if (position >= 0) {
                    merged.remove(position);
                }
            } else if (position >= 0) {
                merged.set(position, apply(merged.get(position), element, within));
            } else {
                merged.add(apply(null, element, within));
            }
        }
        return merged;
    }

    static int indexOf(JsonNode list, JsonNode wanted, List<String> keys) {
        for (int position = 0; position < list.size(); position++) {
            JsonNode element = list.get(position);
            if (keys.stream().allMatch(key -> element.path(key).equals(wanted.path(key)))) {
                return position;
            }
        }
        return -1;
    }

    private static ArrayNode union(JsonNode current, JsonNode patch) {
        ArrayNode union = JsonNodeFactory.instance.arrayNode();
        Set<JsonNode> seen = new HashSet<>();
        for (JsonNode list : List.of(current, patch)) {
            list.forEach(value -> {
                if (seen.add(value)) {
                    union.add(value.deepCopy());
                }
            });
        }
        return union;
    }

    private static void deleteValues(JsonNode list, JsonNode values) {
        Set<JsonNode> unwanted = new HashSet<>();
        values.forEach(unwanted::add);
        if (list instanceof ArrayNode array) {
            array.removeIf(unwanted::contains);
        }
    }
}
