package io.towerforge.cli.apiserver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which objects a list or a watch is about.
 *
 * @param namespace empty for all namespaces
 * @param predicate the label and field selectors
 */
record ObjectSelection(ResourceType type, String namespace, Predicate<ApiObject> predicate) {

    private static final Pattern SET_BASED =
            Pattern.compile("(?<key>[^\\s!=,()]+)\\s+(?<operator>in|notin)\\s*\\((?<values>[^)]*)\\)");

    static ObjectSelection all(ResourceType type, String namespace) {
        return new ObjectSelection(type, namespace, object -> true);
    }

    /**
     * Reads the selectors of a request (Kubernetes API concepts, Labels and Selectors; Field Selectors). A field selector
     * may name any member by its dotted path.
     */
    static ObjectSelection of(ResourceType type, String namespace, String labelSelector, String fieldSelector) {
        List<Predicate<ApiObject>> all = new ArrayList<>();
        splitOutsideParentheses(labelSelector).forEach(part -> all.add(labelRequirement(part)));
        splitOutsideParentheses(fieldSelector).forEach(part -> all.add(fieldRequirement(part)));
        return new ObjectSelection(type, namespace, object -> all.stream().allMatch(one -> one.test(object)));
    }

    boolean covers(ObjectKey key) {
        return key.isOf(type) && (namespace.isEmpty() || key.namespace().equals(namespace));
    }

    boolean matches(ApiObject object) {
        return predicate.test(object);
    }

    private static List<String> splitOutsideParentheses(String selector) {
        return selector.isBlank()
                ? List.of()
                : Arrays.stream(selector.split(",(?![^(]*\\))"))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    private static Predicate<ApiObject> labelRequirement(String part) {
        Matcher matcher = SET_BASED.matcher(part);
        if (matcher.matches()) {
            String key = matcher.group("key");
            Set<String> values = Arrays.stream(matcher.group("values").split(","))
                    .map(String::strip)
                    .collect(Collectors.toSet());
            Predicate<ApiObject> in = object -> values.contains(label(object, key));
            return matcher.group("operator").equals("in") ? in : in.negate();
        }
        if (part.startsWith("!")) {
            String key = part.substring(1).strip();
            return object -> label(object, key) == null;
        }
        return part.contains("=") ? equality(part, ObjectSelection::label) : object -> label(object, part) != null;
    }

    private static Predicate<ApiObject> fieldRequirement(String part) {
        if (!part.contains("=")) {
            throw ApiException.badRequest("The field selector \"" + part + "\" has no = in it.");
        }
        return equality(
                part,
                (object, path) -> object.json().at("/" + path.replace('.', '/')).asText(""));
    }

    private static Predicate<ApiObject> equality(String part, BiFunction<ApiObject, String, String> read) {
        String[] sides = part.split("!=|==|=", 2);
        String key = sides[0].strip();
        String value = sides[1].strip();
        Predicate<ApiObject> equal = object -> value.equals(read.apply(object, key));
        return part.contains("!=") ? equal.negate() : equal;
    }

    private static String label(ApiObject object, String key) {
        return object.json().path("metadata").path("labels").path(key).asText(null);
    }
}
