package io.towerforge.cli.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The chart as Helm renders it. Helm's native part is there for the usual platforms; where it is missing, these tests fail. */
public final class Chart {
    public static final String RELEASE_NAMESPACE = "towerforge-system";
    static final Path FOLDER = Path.of("..", "helm", "towerforge");
    private static final String RELEASE = "towerforge";
    private static final String KUBERNETES = "1.29.0";

    private Chart() {}

    static Helm helm() {
        return new Helm(FOLDER);
    }

    /**
     * The manifests as text.
     *
     * @param values YAML that goes over the chart's own values
     * @throws IllegalStateException with Helm's words, when it refuses
     */
    static String text(String values) {
        return withFile(
                values,
                file -> helm().template()
                        .withName(RELEASE)
                        .withNamespace(RELEASE_NAMESPACE)
                        .withKubeVersion(KUBERNETES)
                        .withValuesFile(file)
                        .call());
    }

    /** What is printed after an installation, without one. */
    static String notes(String values) {
        return withFile(
                values,
                file -> helm().install()
                        .clientOnly()
                        .dryRun()
                        .withName(RELEASE)
                        .withNamespace(RELEASE_NAMESPACE)
                        .withKubeVersion(KUBERNETES)
                        .withValuesFile(file)
                        .call()
                        .getOutput());
    }

    /** Every manifest. */
    public static List<JsonNode> manifests(String values) {
        YAMLMapper yaml = new YAMLMapper();
        try (MappingIterator<JsonNode> documents =
                yaml.readerFor(JsonNode.class).readValues(text(values))) {
            return documents.readAll().stream().filter(JsonNode::isObject).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> manifests(String values, String kind) {
        return manifests(values).stream()
                .filter(manifest -> manifest.path("kind").asText().equals(kind))
                .toList();
    }

    private static String withFile(String values, java.util.function.Function<Path, String> use) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            try {
                Files.writeString(file, values);
                return use.apply(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
