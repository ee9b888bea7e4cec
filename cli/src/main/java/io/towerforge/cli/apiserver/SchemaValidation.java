package io.towerforge.cli.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * Checks an object against the schema of its CRD: types, required members, enumerations, bounds and patterns. Rules in CEL
 * are not evaluated here; they come through {@link Admission}.
 */
final class SchemaValidation {

    private final List<String> violations = new ArrayList<>();

    private SchemaValidation() {}

    /** A sentence for each violation, each beginning with the path of the member. */
    static List<String> violations(JsonNode object, JsonNode schema) {
        SchemaValidation validation = new SchemaValidation();
        validation.check(object, schema, "");
        return validation.violations;
    }

    private void check(JsonNode value, JsonNode schema, String path) {
        if (value.isNull()) {
            return;
        }
        if (!hasDeclaredType(value, schema)) {
            violations.add("%s: Invalid value: %s: must be of type %s"
                    .formatted(path, value, schema.path("type").asText()));
            return;
        }
        checkEnumeration(value, schema, path);
        if (value.isObject()) {
            checkObject(value, schema, path);
        } else if (value.isArray()) {
            checkArray(value, schema, path);
        } else if (value.isTextual()) {
            checkText(value.asText(), schema, path);
        } else if (value.isNumber()) {
            checkNumber(value, schema, path);
        }
    }

    private static boolean hasDeclaredType(JsonNode value, JsonNode schema) {
        if (schema.path("x-kubernetes-int-or-string").asBoolean(false)) {
            return value.isTextual() || value.isIntegralNumber();
        }
        return switch (schema.path("type").asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "number" -> value.isNumber();
            case "integer" ->
                value.isIntegralNumber() || (value.isNumber() && value.doubleValue() == Math.rint(value.doubleValue()));
            default -> true;
        };
    }

    private void checkEnumeration(JsonNode value, JsonNode schema, String path) {
        if (!schema.has("enum")) {
            return;
        }
        StringJoiner supported = new StringJoiner(", ");
        for (JsonNode allowed : schema.get("enum")) {
            if (allowed.equals(value)) {
                return;
            }
            supported.add(allowed.toString());
        }
        violations.add("%s: Unsupported value: %s: supported values: %s".formatted(path, value, supported));
    }

    private void checkObject(JsonNode value, JsonNode schema, String path) {
        String prefix = path.isEmpty() ? "" : path + ".";
        schema.path("required").forEach(required -> {
            if (!value.hasNonNull(required.asText())) {
                violations.add(prefix + required.asText() + ": Required value");
            }
        });
        atLeast(value.size(), schema, "minProperties", path, "properties");
        atMost(value.size(), schema, "maxProperties", path, "properties");
        JsonNode properties = schema.path("properties");
        value.properties().forEach(member -> {
            JsonNode declared = properties.path(member.getKey());
            if (declared.isMissingNode()) {
                declared = schema.path("additionalProperties");
            }
            if (declared.isObject()) {
                check(member.getValue(), declared, prefix + member.getKey());
            }
        });
    }

    private void checkArray(JsonNode value, JsonNode schema, String path) {
        atLeast(value.size(), schema, "minItems", path, "items");
        atMost(value.size(), schema, "maxItems", path, "items");
        Set<Object> seen = new HashSet<>();
        for (int position = 0; position < value.size(); position++) {
            JsonNode element = value.get(position);
            String elementPath = path + "[" + position + "]";
            check(element, schema.path("items"), elementPath);
            if (!seen.add(identity(element, schema, position))) {
                violations.add("%s: Duplicate value: %s".formatted(elementPath, element));
            }
        }
    }

    private static Object identity(JsonNode element, JsonNode schema, int position) {
        return switch (schema.path("x-kubernetes-list-type").asText()) {
            case "set" -> element;
            case "map" -> {
                List<JsonNode> keys = new ArrayList<>();
                schema.path("x-kubernetes-list-map-keys").forEach(key -> keys.add(element.path(key.asText())));
                yield keys;
            }
            default -> position;
        };
    }

    private void checkText(String text, JsonNode schema, String path) {
        int length = text.codePointCount(0, text.length());
        atLeast(length, schema, "minLength", path, "characters");
        atMost(length, schema, "maxLength", path, "characters");
        if (schema.has("pattern")
                && !Pattern.compile(schema.get("pattern").asText())
                        .matcher(text)
                        .find()) {
            violations.add("%s: Invalid value: \"%s\": should match '%s'"
                    .formatted(path, text, schema.get("pattern").asText()));
        }
    }

    private void checkNumber(JsonNode value, JsonNode schema, String path) {
        double number = value.doubleValue();
        if (schema.has("minimum") && number < schema.get("minimum").doubleValue()) {
            violations.add("%s: Invalid value: %s: should be greater than or equal to %s"
                    .formatted(path, value, plain(schema.get("minimum"))));
        }
        if (schema.has("maximum") && number > schema.get("maximum").doubleValue()) {
            violations.add("%s: Invalid value: %s: should be less than or equal to %s"
                    .formatted(path, value, plain(schema.get("maximum"))));
        }
    }

    private void atLeast(int size, JsonNode schema, String bound, String path, String what) {
        if (schema.has(bound) && size < schema.get(bound).asInt()) {
            violations.add("%s: Invalid value: should have at least %d %s, has %d"
                    .formatted(path, schema.get(bound).asInt(), what, size));
        }
    }

    private void atMost(int size, JsonNode schema, String bound, String path, String what) {
        if (schema.has(bound) && size > schema.get(bound).asInt()) {
            violations.add("%s: Too long: may have at most %d %s, has %d"
                    .formatted(path, schema.get(bound).asInt(), what, size));
        }
    }

    private static String plain(JsonNode bound) {
        return bound.decimalValue().stripTrailingZeros().toPlainString();
    }
}
