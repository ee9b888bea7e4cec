package io.towerforge.operator.aws.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExpectedDifferencesTest {
    private final EndpointRun run = new EndpointRun(
            ExpectedDifferences.parse(List.of("# why", "", "QueueTest.itGoes: AWS lags, and this does not.")));

    @Test
    void aTestThatIsNotListedHasToHold() {
        assertThatCode(() -> run.judge("QueueTest.itComes", () -> {})).doesNotThrowAnyException();
        assertThatThrownBy(() -> run.judge("QueueTest.itComes", ExpectedDifferencesTest::fails))
                .hasMessage("It does not.");
        assertThat(run.summary()).contains("1 tests held, 0 of 1 listed");
    }

    @Test
    void aTestThatIsListedHasToFail() {
        assertThatCode(() -> run.judge("QueueTest.itGoes", ExpectedDifferencesTest::fails))
                .doesNotThrowAnyException();
        assertThat(run.summary()).contains("0 tests held, 1 of 1 listed");
        assertThatThrownBy(() -> run.judge("QueueTest.itGoes", () -> {}))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Take it off the list");
    }

    @Test
    void everyDifferenceHasAReasonAndIsListedOnce() {
        assertThatThrownBy(() -> ExpectedDifferences.parse(List.of("QueueTest.itGoes:")))
                .hasMessageContaining("without a reason");
        assertThatThrownBy(() -> ExpectedDifferences.parse(List.of("QueueTest.itGoes: a", "QueueTest.itGoes: b")))
                .hasMessageContaining("twice");
    }

    @Test
    void everyListedDifferenceIsATestOfTheContract() throws IOException {
        String sources;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java/io/towerforge/operator/aws"))) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .map(ExpectedDifferencesTest::read)
                    .reduce("", String::concat);
        }
        String all = sources;
        assertThat(ExpectedDifferences.read().reasons().keySet())
                .allSatisfy(test -> assertThat(all)
                        .contains("class " + test.substring(0, test.indexOf('.')) + " extends ResourceManagerContract")
                        .contains("void " + test.substring(test.indexOf('.') + 1) + "()"));
    }

    private static void fails() {
        throw new AssertionError("It does not.");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
