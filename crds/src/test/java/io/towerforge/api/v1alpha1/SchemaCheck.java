package io.towerforge.api.v1alpha1;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The part of an API server that checks an object against a structural schema, without the CEL rules. */
final class SchemaCheck {
    private final List<String> problems = new ArrayList<>();

    /** What an API server would refuse, or prune with a warning: one "path: reason" each. */
    static List<String> problems(Map<String, Object> document) {
        SchemaCheck check = new SchemaCheck();
        check.checkObject("", withoutEnvelope(document), Definition.of(document).schema());
        return check.problems;
    }

    private static Map<String, Object> withoutEnvelope(Map<String, Object> document) {
        Map<String, Object> rest = new java.util.LinkedHashMap<>(document);
        rest.keySet().removeAll(Set.of("apiVersion", "kind", "metadata"));
        return rest;
    }

    private void check(String path, Object value, Map<String, Object> schema) {
        switch ((String) schema.get("type")) {
            case "object" -> {
                if (value instanceof Map<?, ?>) {
                    checkObject(path, Definition.map(value), schema);
                } else {
                    report(path, "must be an object");
                }
            }
            case "array" -> {
                if (value instanceof List<?> list) {
                    checkList(path, list, schema);
                } else {
                    report(path, "must be a list");
                }
            }
            case "string" -> {
                if (value instanceof String text) {
                    checkText(path, text, schema);
                } else {
                    report(path, "must be a text");
                }
            }
            case "integer" -> {
                if (value instanceof Long number) {
                    checkNumber(path, number, schema);
                } else {
                    report(path, "must be a whole number");
                }
            }
            case "boolean" -> {
                if (!(value instanceof Boolean)) {
                    report(path, "must be true or false");
                }
            }
            default -> throw new IllegalStateException("No check for the type at " + path + ".");
        }
    }

    private void checkObject(String path, Map<String, Object> object, Map<String, Object> schema) {
        for (Object name : (List<?>) schema.getOrDefault("required", List.of())) {
            if (object.get((String) name) == null) {
                report(path.isEmpty() ? (String) name : path + "." + name, "is required");
            }
        }
        checkSize(path, object.size(), schema, "minProperties", "maxProperties");
        Map<String, Object> properties = Definition.properties(schema);
        object.forEach((name, value) -> {
            String memberPath = path.isEmpty() ? name : path + "." + name;
            if (properties.containsKey(name)) {
                check(memberPath, value, Definition.map(properties.get(name)));
            } else if (schema.get("additionalProperties") != null) {
                check(path + "[" + name + "]", value, Definition.map(schema.get("additionalProperties")));
            } else {
                report(memberPath, "is an unknown field");
            }
        });
    }

    private void checkList(String path, List<?> list, Map<String, Object> schema) {
        checkSize(path, list.size(), schema, "minItems", "maxItems");
        String listType = (String) schema.getOrDefault("x-kubernetes-list-type", "atomic");
        Set<Object> seen = new HashSet<>();
        for (int index = 0; index < list.size(); index++) {
            Object item = list.get(index);
            check(path + "[" + index + "]", item, Definition.map(schema.get("items")));
            Object key = item;
            if (listType.equals("map")) {
                String name = (String) ((List<?>) schema.get("x-kubernetes-list-map-keys")).get(0);
                key = Definition.map(item).get(name);
            }
            if (!listType.equals("atomic") && key != null && !seen.add(key)) {
                report(path + "[" + index + "]", "is a duplicate");
            }
        }
    }

    private void checkText(String path, String text, Map<String, Object> schema) {
        checkSize(path, text.codePointCount(0, text.length()), schema, "minLength", "maxLength");
        String pattern = (String) schema.get("pattern");
        if (pattern != null && !Pattern.compile(pattern).matcher(text).matches()) {
            report(path, "does not match " + pattern);
        }
        List<?> accepted = (List<?>) schema.get("enum");
        if (accepted != null && !accepted.contains(text)) {
            report(path, "must be one of " + accepted);
        }
    }

    private void checkNumber(String path, long number, Map<String, Object> schema) {
        if (schema.get("minimum") instanceof Number minimum && number < minimum.longValue()) {
            report(path, "is too small");
        }
        if (schema.get("maximum") instanceof Number maximum && number > maximum.longValue()) {
            report(path, "is too large");
        }
    }

    private void checkSize(String path, int size, Map<String, Object> schema, String minimum, String maximum) {
        if (schema.get(minimum) instanceof Long least && size < least) {
            report(path, "is too short");
        }
        if (schema.get(maximum) instanceof Long most && size > most) {
            report(path, "is too long");
        }
    }

    private void report(String path, String reason) {
        problems.add(path + ": " + reason);
    }
}
