package io.towerforge.cli.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The schema of a custom resource put to work: unknown members are found and dropped, defaults are filled in (Kubernetes
 * documentation, Extend the Kubernetes API with CustomResourceDefinitions: Field pruning, Defaulting).
 */
final class StructuralSchema {

    private static final Set<String> OF_EVERY_OBJECT = Set.of("apiVersion", "kind", "metadata");

    private StructuralSchema() {}

    /**
     * Removes the members that the schema does not know and nulls where it allows none.
     *
     * @return the paths of the unknown members, as in {@code spec.maxCpu}
     */
    static List<String> prune(ObjectNode object, JsonNode schema) {
        List<String> unknown = new ArrayList<>();
        if (schema.has("properties")) {
            List<String> members = new ArrayList<>();
            object.fieldNames().forEachRemaining(members::add);
            for (String member : members) {
                if (!OF_EVERY_OBJECT.contains(member)) {
                    pruneMember(object, member, schema, "", unknown);
                }
            }
        }
        return unknown;
    }

    private static void pruneMember(
            ObjectNode object, String member, JsonNode schema, String path, List<String> unknown) {
        JsonNode declared = schema.path("properties").path(member);
        if (declared.isMissingNode()) {
            declared = schema.path("additionalProperties");
        }
        String memberPath = path + member;
        boolean keepsUnknown =
                schema.path("x-kubernetes-preserve-unknown-fields").asBoolean(false)
                        || schema.path("additionalProperties").asBoolean(false);
        if (declared.isMissingNode() || declared.isBoolean()) {
            if (!keepsUnknown) {
                object.remove(member);
                unknown.add(memberPath);
            }
        } else if (object.get(member).isNull() && !declared.path("nullable").asBoolean(false)) {
            object.remove(member);
        } else {
            pruneValue(object.get(member), declared, memberPath, unknown);
        }
    }

    private static void pruneValue(JsonNode value, JsonNode schema, String path, List<String> unknown) {
        if (value instanceof ObjectNode object && (schema.has("properties") || schema.has("additionalProperties"))) {
            List<String> members = new ArrayList<>();
            object.fieldNames().forEachRemaining(members::add);
            members.forEach(member -> pruneMember(object, member, schema, path + ".", unknown));
        } else if (value instanceof ArrayNode array && schema.has("items")) {
            for (int position = 0; position < array.size(); position++) {
                pruneValue(array.get(position), schema.get("items"), path + "[" + position + "]", unknown);
            }
        }
    }

    /** Fills in the defaults for what is not there, inside whatever is there. */
    static void fillDefaults(JsonNode value, JsonNode schema) {
        if (value instanceof ObjectNode object) {
            schema.path("properties").properties().forEach(property -> {
                JsonNode declared = property.getValue();
                if (!object.has(property.getKey()) && declared.has("default")) {
                    object.set(property.getKey(), declared.get("default").deepCopy());
                }
                fillDefaults(object.path(property.getKey()), declared);
            });
            if (schema.path("additionalProperties").isObject()) {
                object.forEach(member -> fillDefaults(member, schema.get("additionalProperties")));
            }
        } else if (value instanceof ArrayNode array) {
            array.forEach(element -> fillDefaults(element, schema.path("items")));
        }
    }
}
