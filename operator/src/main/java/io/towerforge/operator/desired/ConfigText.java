package io.towerforge.operator.desired;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the subset of Nextflow's configuration language that needs no evaluation: assignments of literals, and blocks. Values
 * are single-quoted and escaped, so nothing a user writes can become code.
 */
final class ConfigText {
    /** A map as a value, {@code [team: 'genomics']}, unlike a map that is a block. */
    record MapValue(Map<String, String> entries) {}

    private final StringBuilder text = new StringBuilder();

    void comment(String words) {
        text.append("// ").append(words.replaceAll("[\\r\\n]+", " ")).append('\n');
    }

    void value(String key, Object value) {
        line("", key, value);
    }

    void block(String name, Map<String, ?> entries) {
        block("", name, entries);
    }

    void verbatim(String config) {
        text.append(config.stripTrailing()).append('\n');
    }

    private void block(String indent, String name, Map<String, ?> entries) {
        if (entries.isEmpty()) {
            return;
        }
        text.append(indent).append(name).append(" {\n");
        entries.entrySet().stream()
                .filter(entry -> !(entry.getValue() instanceof Map))
                .forEach(entry -> line(indent + "    ", entry.getKey(), entry.getValue()));
        entries.forEach((key, value) -> {
            if (value instanceof Map<?, ?> nested) {
                block(
                        indent + "    ",
                        key,
                        nested.entrySet().stream()
                                .collect(Collectors.toMap(
                                        entry -> entry.getKey().toString(),
                                        Map.Entry::getValue,
                                        (one, other) -> other,
                                        java.util.LinkedHashMap::new)));
            }
        });
        text.append(indent).append("}\n");
    }

    private void line(String indent, String key, Object value) {
        text.append(indent).append(key).append(" = ").append(literal(value)).append('\n');
    }

    private static String literal(Object value) {
        if (value instanceof MapValue map) {
            return map.entries().entrySet().stream()
                    .map(entry -> quote(entry.getKey()) + ": " + quote(entry.getValue()))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String string ? quote(string) : value.toString();
    }

    private static String quote(String value) {
        StringBuilder quoted = new StringBuilder("'");
        for (char c : value.toCharArray()) {
            switch (c) {
                case '\\' -> quoted.append("\\\\");
                case '\'' -> quoted.append("\\'");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                default -> quoted.append(c);
            }
        }
        return quoted.append('\'').toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
