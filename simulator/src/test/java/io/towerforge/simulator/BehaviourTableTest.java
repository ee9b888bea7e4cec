package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of behaviours in the developers' documentation and the behaviour tests are the same list. */
class BehaviourTableTest {
    private static final Path TABLE = Path.of("..", "docs", "development", "aws-behaviours.md");
    private static final Path TESTS = Path.of("src", "test", "java", "io", "towerforge", "simulator");
    private static final Pattern TEST = Pattern.compile("@Test\\s+void (\\w+)\\(");

    @Test
    void everyRowHasATestAndEveryBehaviourTestARow() throws IOException {
        assertThat(tests()).isNotEmpty().doesNotHaveDuplicates();
        assertThat(rows().stream().map(row -> row.get(5).replace("`", "")))
                .containsExactlyInAnyOrderElementsOf(tests());
    }

    @Test
    void rowsAreNumberedAndNameTheirSource() throws IOException {
        int number = 0;
        for (List<String> row : rows()) {
            number++;
            assertThat(row)
                    .hasSize(6)
                    .allSatisfy(cell -> assertThat(cell.isBlank())
                            .as("an empty cell in row %s", row)
                            .isEqualTo(row.indexOf(cell) == 0));
            assertThat(row.get(1)).isEqualTo(String.valueOf(number));
        }
        assertThat(number).isGreaterThanOrEqualTo(75);
    }

    private static List<List<String>> rows() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .map(line -> Stream.of(line.split("\\|")).map(String::strip).toList())
                .toList();
    }

    private static List<String> tests() throws IOException {
        try (Stream<Path> files = Files.list(TESTS)) {
            return files.filter(file -> file.getFileName().toString().endsWith("BehaviourTest.java"))
                    .flatMap(BehaviourTableTest::testsIn)
                    .toList();
        }
    }

    private static Stream<String> testsIn(Path file) {
        try {
            String type = file.getFileName().toString().replace(".java", "");
            return TEST
                    .matcher(Files.readString(file))
                    .results()
                    .map(result -> type + "." + result.group(1))
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
