package io.towerforge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every row of docs/coverage.md is complete, and every field, test, page and heading it names exists. */
class CoverageTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DOCS = ROOT.resolve("docs");
    private static final int FEATURES_OF_BATCH_FORGE = 71;

    private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\|(.*)\\|$", Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern FIELD = Pattern.compile("((?:AwsIdentity\\.)?)((?:spec|status)\\..+|spec)");
    private static final Pattern METHOD = Pattern.compile("(\\w+)\\.(\\w+)");
    private static final Pattern SCENARIO = Pattern.compile("(test_\\w+\\.py)::(test_\\w+)");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)#?([^)]*)\\)");

    /** What stands in place of a test where there is nothing to test. */
    private static final String NO_TEST = "none: ";

    private static final Map<String, List<String>> TEST_CLASSES = new HashMap<>();

    /** @param ours fields and commands */
    private record Row(int number, String feature, String ours, String test, String page) {
        static Row of(MatchResult match) {
            String[] cells = match.group(2).split("(?<!\\\\)\\|", -1);
            assertThat(cells)
                    .as("cells of row %s", match.group(1))
                    .hasSize(4)
                    .allSatisfy(cell -> assertThat(cell).isNotBlank());
            return new Row(
                    Integer.parseInt(match.group(1)), cells[0].strip(), cells[1].strip(), cells[2].strip(), cells[3]);
        }

        String named(String what) {
            return "%s of row %d, '%s'".formatted(what, number, feature);
        }
    }

    @BeforeAll
    static void readTestClasses() throws IOException {
        for (String module : List.of("cli", "crds", "operator", "simulator")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                for (Path file : files.filter(one -> one.toString().endsWith("Test.java"))
                        .toList()) {
                    TEST_CLASSES
                            .computeIfAbsent(
                                    file.getFileName().toString().replace(".java", ""), name -> new ArrayList<>())
                            .add(Files.readString(file));
                }
            }
        }
    }

    @Test
    void everyFeatureHasOneRow() throws IOException {
        List<Row> rows = rows();

        assertThat(rows.size()).isGreaterThanOrEqualTo(FEATURES_OF_BATCH_FORGE);
        assertThat(rows)
                .extracting(Row::number)
                .as("numbers of the rows, from 1 on, each once and in order")
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, rows.size()).boxed().toList());
    }

    @Test
    void everyFieldIsOneOfTheApi() throws IOException {
        JSONSchemaProps environment = schema("awsbatchcomputeenvironments");
        JSONSchemaProps identity = schema("awsidentities");
        for (Row row : rows()) {
            codeIn(row.ours())
                    .map(FIELD::matcher)
                    .filter(field -> field.matches())
                    .forEach(field -> assertThat(
                                    isField(field.group(1).isEmpty() ? environment : identity, field.group(2)))
                            .as(row.named("field " + field.group()))
                            .isTrue());
        }
    }

    @Test
    void everyTestIsThere() throws IOException {
        for (Row row : rows()) {
            if (row.test().startsWith(NO_TEST)) {
                continue;
            }
            assertThat(codeIn(row.test()).toList())
                    .as(row.named("tests"))
                    .isNotEmpty()
                    .allSatisfy(test -> assertThat(isTest(test))
                            .as(row.named("test " + test))
                            .isTrue());
        }
    }

    @Test
    void everyPageAndHeadingIsThere() throws IOException {
        for (Row row : rows()) {
            List<MatchResult> links = LINK.matcher(row.page()).results().toList();
            assertThat(links).as(row.named("page")).isNotEmpty();
            for (MatchResult link : links) {
                Path page = DOCS.resolve(link.group(1));
                assertThat(page).as(row.named("page " + link.group(1))).exists();
                if (!link.group(2).isEmpty()) {
                    assertThat(anchors(page))
                            .as(row.named("heading " + link.group()))
                            .contains(link.group(2));
                }
            }
        }
    }

    private static List<Row> rows() throws IOException {
        return ROW.matcher(Files.readString(DOCS.resolve("coverage.md")))
                .results()
                .map(Row::of)
                .toList();
    }

    private static Stream<String> codeIn(String cell) {
        return CODE.matcher(cell).results().map(code -> code.group(1));
    }

    private static JSONSchemaProps schema(String plural) throws IOException {
        String yaml = Files.readString(ROOT.resolve("crds/generated/towerforge.io_" + plural + ".yaml"));
        return Serialization.unmarshal(yaml, CustomResourceDefinition.class)
                .getSpec()
                .getVersions()
                .get(0)
                .getSchema()
                .getOpenAPIV3Schema();
    }

    /** Whether a path such as {@code spec.environment[].name} leads to a member. */
    private static boolean isField(JSONSchemaProps schema, String path) {
        JSONSchemaProps node = schema;
        for (String step : path.split("\\.")) {
            String name = step.replace("[]", "");
            if (node.getProperties() == null || !node.getProperties().containsKey(name)) {
                return false;
            }
            node = node.getProperties().get(name);
            if (step.endsWith("[]")) {
                if (node.getItems() == null) {
                    return false;
                }
                node = node.getItems().getSchema();
            }
        }
        return true;
    }

    private static boolean isTest(String name) {
        var scenario = SCENARIO.matcher(name);
        if (scenario.matches()) {
            return Stream.of("e2e/scenarios", "e2e/scripts")
                    .map(folder -> ROOT.resolve(folder).resolve(scenario.group(1)))
                    .anyMatch(file -> contains(file, "def " + scenario.group(2) + "("));
        }
        var method = METHOD.matcher(name);
        return method.matches()
                && TEST_CLASSES.getOrDefault(method.group(1), List.of()).stream()
                        .anyMatch(source -> source.contains(" void " + method.group(2) + "("));
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.exists(file) && Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As GitHub makes them from headings: small letters, hyphens for spaces, no punctuation. */
    private static List<String> anchors(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "").strip().toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }
}
