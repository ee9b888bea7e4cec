package io.towerforge.api.v1alpha1;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The reference of all fields and rules as Markdown, written from the committed definitions. */
final class FieldReference {
    static final Path FILE = Path.of("../docs/reference/api.md");

    private static final String INTRODUCTION = """
            # API reference

            Every field of `towerforge.io/v1alpha1`, generated from the definitions that the API server enforces.
            A field in **bold** is required. Times, sizes and counts are whole numbers; the unit is part of the name.
            What is left out is chosen by the operator and shown in `status.effective`.
            """;

    private FieldReference() {}

    static String markdown() {
        StringBuilder text = new StringBuilder(INTRODUCTION);
        for (Definition definition : List.of(Definition.ENVIRONMENT, Definition.IDENTITY)) {
            text.append("\n## ").append(definition.kind()).append("\n\n");
            text.append(definition.schema().get("description")).append('\n');
            section(text, definition, "spec", "| Field | Type and bounds | Meaning |\n|---|---|---|\n");
            rules(text, definition);
            section(text, definition, "status", "| Field | Type | Meaning |\n|---|---|---|\n");
        }
        return text.toString();
    }

    private static void section(StringBuilder text, Definition definition, String part, String heading) {
        text.append("\n### ").append(part).append("\n\n").append(heading);
        Map<String, Object> schema =
                Definition.map(Definition.properties(definition.schema()).get(part));
        rows(text, "", schema);
    }

    private static void rows(StringBuilder text, String prefix, Map<String, Object> schema) {
        List<?> required = (List<?>) schema.getOrDefault("required", List.of());
        Definition.properties(schema).forEach((name, member) -> {
            Map<String, Object> node = Definition.map(member);
            String mark = required.contains(name) ? "**" : "";
            text.append("| %s`%s%s`%s | %s | %s |\n"
                    .formatted(mark, prefix, name, mark, cell(type(node)), cell((String) node.get("description"))));
            rows(text, prefix + name + ".", node);
            if (node.get("items") instanceof Map<?, ?> items) {
                rows(text, prefix + name + "[].", Definition.map(items));
            }
        });
    }

    private static void rules(StringBuilder text, Definition definition) {
        text.append("\n### Rules\n\n");
        Schemas.forEachNode(
                definition.schema(),
                (path, node) -> Schemas.rules(node).forEach(rule -> {
                    String field = path + rule.getOrDefault("fieldPath", path.isEmpty() ? "metadata.name" : "");
                    text.append("- `")
                            .append(field)
                            .append("`: ")
                            .append(cell((String) rule.get("message")))
                            .append('\n');
                }));
    }

    private static String type(Map<String, Object> node) {
        List<String> parts = new ArrayList<>();
        if (node.get("enum") instanceof List<?> accepted) {
            parts.add(accepted.stream().map(value -> "`" + value + "`").collect(Collectors.joining(", ")));
        } else if (node.get("items") instanceof Map<?, ?> items) {
            Object listType = node.getOrDefault("x-kubernetes-list-type", "list");
            String keys =
                    node.get("x-kubernetes-list-map-keys") instanceof List<?> names ? " by `" + names.get(0) + "`" : "";
            parts.add((listType.equals("map") ? "list" + keys : listType) + " of " + type(Definition.map(items)));
        } else if (node.get("additionalProperties") instanceof Map<?, ?> values) {
            parts.add("map of " + type(Definition.map(values)));
        } else {
            parts.add((String) node.get("type"));
        }
        bound(parts, node, "minimum", "at least ");
        bound(parts, node, "maximum", "at most ");
        bound(parts, node, "maxLength", "up to ", " characters");
        bound(parts, node, "maxItems", "up to ", " items");
        bound(parts, node, "maxProperties", "up to ", " entries");
        if (node.get("pattern") instanceof String pattern) {
            parts.add(Formats.describe(pattern));
        }
        return String.join("; ", parts);
    }

    private static void bound(List<String> parts, Map<String, Object> node, String key, String... words) {
        if (node.get(key) instanceof Number number) {
            parts.add(words[0] + number + (words.length > 1 ? words[1] : ""));
        }
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}
