package io.towerforge.operator.desired;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the subset of Nextflow's configuration language that needs no evaluation: assignments of literals, and blocks. Values
 * are single-quoted and escaped, so nothing a user writes can become code. Settings are put by their path, in any order and by
 * whoever has one; those of a block come out together, where its first one was put.
 */
final class ConfigText {
    private static final String INDENT = "    ";

    /** A map as a value, {@code [team: 'genomics']}, unlike a map that is a block. */
    record MapValue(Map<String, String> entries) {}

    private final Map<String, Object> settings = new LinkedHashMap<>();

    /**
     * Sets something.
     *
     * @param path such as {@code aws.batch.cliPath}
     * @param value a string, a number, a truth value, a list of strings or a {@link MapValue}
     */
    void put(String path, Object value) {
        String[] names = path.split("\\.", -1);
        Map<String, Object> block = settings;
        for (int i = 0; i < names.length - 1; i++) {
            block = inner(block, names[i]);
        }
        block.put(names[names.length - 1], value);
    }

    @SuppressWarnings("unchecked") // maps among the values are blocks, and made here
    private static Map<String, Object> inner(Map<String, Object> block, String name) {
        return (Map<String, Object>) block.computeIfAbsent(name, key -> new LinkedHashMap<String, Object>());
    }

    private static void write(StringBuilder text, String indent, Map<?, ?> block) {
        block.forEach((key, value) -> {
            if (!(value instanceof Map)) {
                text.append(indent)
                        .append(key)
                        .append(" = ")
                        .append(literal(value))
                        .append('\n');
            }
        });
        block.forEach((key, value) -> {
            if (value instanceof Map<?, ?> nested) {
                text.append(indent).append(key).append(" {\n");
                write(text, indent + INDENT, nested);
                text.append(indent).append("}\n");
            }
        });
    }

    private static String literal(Object value) {
        if (value instanceof MapValue map) {
            return map.entries().entrySet().stream()
                    .map(entry -> quote(entry.getKey()) + ": " + quote(entry.getValue()))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> quote(item.toString())).collect(Collectors.joining(", ", "[", "]"));
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
        StringBuilder text = new StringBuilder();
        write(text, "", settings);
        return text.toString();
    }
}
