package io.towerforge.cli.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Server-side apply, reduced to what one user of a demo can tell apart: what a field manager applies is merged in, and
 * what it applied the last time and does not any more is removed. Nobody else's fields are protected: where a real API
 * server reports a conflict between managers, here the last one wins.
 */
final class ServerSideApply {

    private record Manager(String uid, String name) {}

    private final Map<Manager, JsonNode> lastApplied = new ConcurrentHashMap<>();

    ObjectNode merge(ApiObject current, JsonNode applied, String manager, JsonNode schema) {
        ListKeys keys = new ListKeys(schema);
        ObjectNode result = current.json().deepCopy();
        JsonNode previous = lastApplied.get(new Manager(current.uid(), manager));
        if (previous != null) {
            removeAbandoned(result, previous, applied, keys);
        }
        return StrategicMergePatch.apply(result, applied, keys);
    }

    /** Remembers what a manager applied; only called when it was really stored. */
    void remember(String uid, String manager, JsonNode applied) {
        lastApplied.put(new Manager(uid, manager), applied.deepCopy());
    }

    void forget(String uid) {
        lastApplied.keySet().removeIf(manager -> manager.uid().equals(uid));
    }

    private static void removeAbandoned(ObjectNode result, JsonNode previous, JsonNode applied, ListKeys keys) {
        previous.properties().forEach(member -> {
            String name = member.getKey();
            JsonNode live = result.get(name);
            if (live == null) {
                return;
            }
            JsonNode now = applied.get(name);
            if (now == null) {
                removeLeaves(result, name, member.getValue(), keys);
            } else if (live instanceof ObjectNode object && now.isObject()) {
                removeAbandoned(object, member.getValue(), now, keys.within(name));
            } else if (live instanceof ArrayNode array && !keys.of(name).isEmpty()) {
                removeAbandonedElements(array, member.getValue(), now, keys.of(name));
            } else if (live instanceof ArrayNode array && keys.isSet(name)) {
                array.removeIf(value -> contains(member.getValue(), value) && !contains(now, value));
            }
        });
    }

    private static void removeLeaves(ObjectNode result, String name, JsonNode previous, ListKeys keys) {
        if (result.get(name) instanceof ObjectNode object && previous.isObject()) {
            previous.properties()
                    .forEach(member -> removeLeaves(object, member.getKey(), member.getValue(), keys.within(name)));
            if (object.isEmpty()) {
                result.remove(name);
            }
        } else {
            result.remove(name);
        }
    }

    private static void removeAbandonedElements(ArrayNode live, JsonNode previous, JsonNode now, List<String> keys) {
        live.removeIf(element -> StrategicMergePatch.indexOf(previous, element, keys) >= 0
                && StrategicMergePatch.indexOf(now, element, keys) < 0);
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (JsonNode element : list) {
            if (element.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
