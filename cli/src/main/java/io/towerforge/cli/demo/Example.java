package io.towerforge.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A manifest of the directory {@code examples}.
 *
 * @param file its name there
 */
record Example(String file) {
    String text() {
        try (InputStream input = Example.class.getResourceAsStream("/examples/" + file)) {
            if (input == null) {
                throw new IllegalStateException("The example " + file + " is not in the jar; build it again.");
            }
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The example " + file + " cannot be read.", unreadable);
        }
    }

    /** What is left for a reader who is in a hurry. */
    List<String> withoutComments() {
        return text().lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("\\s+#.*", ""))
                .toList();
    }
}
