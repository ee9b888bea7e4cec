package io.towerforge.operator.aws.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tests that are known to fail at the endpoint, from {@code e2e/contract-differences.txt}.
 *
 * @param reasons why each of them fails, by the test's name, {@code Class.method}
 */
record ExpectedDifferences(Map<String, String> reasons) {
    static final Path FILE = Path.of("..", "e2e", "contract-differences.txt");

    static ExpectedDifferences read() {
        try {
            return parse(Files.readAllLines(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException("The expected differences cannot be read from " + FILE + ".", e);
        }
    }

    /**
     * @param lines one difference each, {@code Class.method: reason}; empty ones and those that begin with # do not count
     * @throws IllegalStateException if a line has no reason or names a test a second time
     */
    static ExpectedDifferences parse(List<String> lines) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split(":", 2);
            if (parts.length < 2 || parts[1].isBlank()) {
                throw new IllegalStateException("An expected difference without a reason: " + line);
            }
            if (reasons.put(parts[0].strip(), parts[1].strip()) != null) {
                throw new IllegalStateException("An expected difference is listed twice: " + line);
            }
        }
        return new ExpectedDifferences(reasons);
    }
}
