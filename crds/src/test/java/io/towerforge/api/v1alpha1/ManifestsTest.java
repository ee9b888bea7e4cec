package io.towerforge.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tables of manifests: {@code valid-*.yaml} pass, {@code invalid-*.yaml} fail with the sentence in their first line.
 * A file of two documents is an edit, from the first to the second.
 */
class ManifestsTest {
    private static final Path MANIFESTS = Path.of("src/test/resources/manifests");
    private static final Path EXAMPLES = Path.of("../examples");
    private static final String UNKNOWN_FIELD = "unknown field ";
    private static final Set<String> BEYOND_THE_SCHEMA = Set.of(LabelRules.KEY_CHARACTERS, LabelRules.KEY_CASE);

    static Stream<Path> acceptable() {
        return Stream.concat(manifests("valid-"), Yaml.filesIn(EXAMPLES).stream());
    }

    static Stream<Path> refused() {
        return manifests("invalid-");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("acceptable")
    void isAcceptedByTheSchemaTheRulesAndTheValidator(Path file) {
        List<Map<String, Object>> documents = Yaml.documents(file);
        Map<String, Object> after = documents.get(documents.size() - 1);
        assertThat(SchemaCheck.problems(after)).isEmpty();
        assertThat(CelCheck.violations(before(documents), after)).isEmpty();
        assertThat(Verdict.ofJava(before(documents), after)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void isRefusedWithTheSentenceOfItsFirstLine(Path file) {
        List<String> expected = expectedSentences(file);
        List<Map<String, Object>> documents = Yaml.documents(file);
        Map<String, Object> after = documents.get(documents.size() - 1);
        List<String> problems = SchemaCheck.problems(after);
        if (expected.get(0).startsWith(UNKNOWN_FIELD)) {
            String field = expected.get(0).substring(UNKNOWN_FIELD.length());
            assertThat(problems).containsExactly(field + ": is an unknown field");
            return;
        }
        List<Violation> found = Verdict.ofJava(before(documents), after);
        assertThat(found).extracting(Violation::message).containsExactlyInAnyOrderElementsOf(expected);
        if (problems.isEmpty() && Collections.disjoint(expected, BEYOND_THE_SCHEMA)) {
            assertThat(CelCheck.violations(before(documents), after)).containsExactlyInAnyOrderElementsOf(found);
        } else if (!problems.isEmpty()) {
            assertThat(problems)
                    .singleElement()
                    .asString()
                    .startsWith(found.get(0).fieldPath() + ":");
        }
    }

    @Test
    void everyRuleOfTheSchemasHasAManifestThatBreaksIt() {
        Set<String> expected = new HashSet<>();
        refused().forEach(file -> expected.addAll(expectedSentences(file)));
        assertThat(ruleSentences(Definition.ENVIRONMENT.schema())).isSubsetOf(expected);
        assertThat(ruleSentences(Definition.IDENTITY.schema())).isSubsetOf(expected);
    }

    private static Set<String> ruleSentences(Map<String, Object> schema) {
        Set<String> sentences = new TreeSet<>();
        Schemas.forEachNode(
                schema,
                (path, node) -> Schemas.rules(node).forEach(rule -> sentences.add((String) rule.get("message"))));
        return sentences;
    }

    private static @Nullable Map<String, Object> before(List<Map<String, Object>> documents) {
        return documents.size() > 1 ? documents.get(0) : null;
    }

    private static Stream<Path> manifests(String prefix) {
        return Yaml.filesIn(MANIFESTS).stream()
                .filter(file -> file.getFileName().toString().startsWith(prefix));
    }

    /** The first line without its comment sign; a manifest that cannot but break several rules separates them by a bar. */
    private static List<String> expectedSentences(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            String firstLine = lines.findFirst().orElseThrow().substring("# ".length());
            return List.of(firstLine.split(" [|] ", -1));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
