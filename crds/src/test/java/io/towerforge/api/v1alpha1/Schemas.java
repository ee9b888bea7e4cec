package io.towerforge.api.v1alpha1;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Walks a schema. */
final class Schemas {
    private Schemas() {}

    /** Visits a schema and everything below it; paths look like {@code spec.forge.instanceTypes[]}. */
    static void forEachNode(Map<String, Object> schema, BiConsumer<String, Map<String, Object>> visitor) {
        visit("", schema, visitor);
    }

    /** The CEL rules of one node. */
    static List<Map<String, Object>> rules(Map<String, Object> node) {
        return ((List<?>) node.getOrDefault("x-kubernetes-validations", List.of()))
                .stream().map(Definition::map).toList();
    }

    private static void visit(
            String path, Map<String, Object> schema, BiConsumer<String, Map<String, Object>> visitor) {
        visitor.accept(path, schema);
        Definition.properties(schema)
                .forEach((name, member) ->
                        visit(path.isEmpty() ? name : path + "." + name, Definition.map(member), visitor));
        if (schema.containsKey("items")) {
            visit(path + "[]", Definition.map(schema.get("items")), visitor);
        }
        if (schema.containsKey("additionalProperties")) {
            visit(path + "{}", Definition.map(schema.get("additionalProperties")), visitor);
        }
    }
}
