package io.towerforge.cli.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of Kubernetes' JSONPath that printer columns use: members, escaped members, indexes, all elements, and the
 * filter for equality, as in {@code .status.conditions[?(@.type=="Ready")].status}.
 */
final class JsonPath {

    private static final Pattern STEP = Pattern.compile(
            "\\.?\\[\\?\\(\\s*@\\.(?<filter>[^=!\\s]+)\\s*==\\s*(?<quote>[\"'])(?<value>.*?)\\k<quote>\\s*\\)]"
                    + "|\\[(?<index>-?\\d+)]"
                    + "|(?<all>\\[\\*]|\\.\\*)"
                    + "|\\[(?<mark>[\"'])(?<quoted>.*?)\\k<mark>]"
                    + "|\\.(?<member>(?:\\\\.|[^.\\[\\\\])+)");

    private interface Step {
        void follow(JsonNode from, List<JsonNode> found);
    }

    private final List<Step> steps;

    private JsonPath(List<Step> steps) {
        this.steps = steps;
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException when the path uses something else of JSONPath, with the part that is not understood
     */
    static JsonPath parse(String path) {
        String rest = path.startsWith("$") ? path.substring(1) : path;
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(rest);
        int position = 0;
        while (position < rest.length()) {
            if (!matcher.find(position) || matcher.start() != position) {
                throw new IllegalArgumentException(
                        "The JSON path %s is not understood from \"%s\" on.".formatted(path, rest.substring(position)));
            }
            steps.add(step(matcher));
            position = matcher.end();
        }
        return new JsonPath(steps);
    }

    /** Everything the path leads to, in order; empty when it leads nowhere. */
    List<JsonNode> read(JsonNode object) {
        List<JsonNode> current = List.of(object);
        for (Step step : steps) {
            List<JsonNode> next = new ArrayList<>();
            current.forEach(node -> step.follow(node, next));
            current = next;
        }
        return current;
    }

    private static Step step(Matcher matcher) {
        if (matcher.group("filter") != null) {
            JsonPath inner = parse("." + matcher.group("filter"));
            String value = matcher.group("value");
            return (from, found) -> from.forEach(element -> {
                if (inner.read(element).stream().anyMatch(node -> node.asText().equals(value))) {
                    found.add(element);
                }
            });
        }
        if (matcher.group("index") != null) {
            int index = Integer.parseInt(matcher.group("index"));
            return (from, found) -> addIfThere(from.get(index < 0 ? from.size() + index : index), found);
        }
        if (matcher.group("all") != null) {
            return (from, found) -> from.forEach(found::add);
        }
        String member = matcher.group("quoted") != null
                ? matcher.group("quoted")
                : matcher.group("member").replaceAll("\\\\(.)", "$1");
        return (from, found) -> addIfThere(from.get(member), found);
    }

    private static void addIfThere(JsonNode node, List<JsonNode> found) {
        if (node != null) {
            found.add(node);
        }
    }
}
