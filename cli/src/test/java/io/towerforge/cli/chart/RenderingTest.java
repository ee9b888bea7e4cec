package io.towerforge.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RenderingTest {
    private static final Path GENERATED = Path.of("..", "crds", "generated");

    /** Of another project, so that the client's model does not have it. */
    private static final String SERVICE_MONITOR = "ServiceMonitor";

    @ParameterizedTest
    @EnumSource
    void rendersTheSameTwice(Values values) {
        assertThat(Chart.text(values.yaml)).isEqualTo(Chart.text(values.yaml));
    }

    @ParameterizedTest
    @EnumSource
    void everyManifestIsWhatKubernetesKnows(Values values) {
        assertThat(Chart.manifests(values.yaml))
                .isNotEmpty()
                .filteredOn(manifest -> !manifest.path("kind").asText().equals(SERVICE_MONITOR))
                .allSatisfy(manifest -> assertThat(StrictMapper.read(manifest))
                        .isInstanceOfSatisfying(
                                HasMetadata.class,
                                object -> assertThat(object.getMetadata().getLabels())
                                        .containsEntry("app.kubernetes.io/instance", "towerforge")));
    }

    @Test
    void helmItselfHasNothingToObjectTo() {
        var result = Chart.helm().lint().strict().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    @Test
    void aFieldKubernetesDoesNotKnowWouldBeNoticed() {
        ObjectNode deployment =
                (ObjectNode) Chart.manifests("", "Deployment").get(0).deepCopy();
        ((ObjectNode) deployment
                        .path("spec")
                        .path("template")
                        .path("spec")
                        .path("containers")
                        .get(0))
                .put("imag", "x");

        assertThatThrownBy(() -> StrictMapper.read(deployment)).hasMessageContaining("imag");
    }

    @ParameterizedTest
    @EnumSource
    void hasNoHooksBecauseArgoCdWouldRunThemAtEverySync(Values values) {
        assertThat(Chart.text(values.yaml)).doesNotContain("helm.sh/hook");
    }

    @Test
    void theTemplatesAskNobodyAndInventNothing() throws IOException {
        try (Stream<Path> templates = Files.list(Chart.FOLDER.resolve("templates"))) {
            assertThat(templates)
                    .isNotEmpty()
                    .allSatisfy(template -> assertThat(Files.readString(template))
                            .doesNotContainPattern("\\b(lookup|rand[A-Z]\\w+|now|uuidv4|gen[A-Z]\\w+)\\b"));
        }
    }

    @Test
    void theCopiesOfTheDefinitionsAreEqualToTheGeneratedOnes() throws IOException {
        assertThat(contents(Chart.FOLDER.resolve("files/crds")))
                .as("cp crds/generated/*.yaml helm/towerforge/files/crds/")
                .isEqualTo(contents(GENERATED));
    }

    @Test
    void theDefinitionsAreInstalledAsGeneratedAndKept() throws IOException {
        List<JsonNode> rendered = Chart.manifests("", "CustomResourceDefinition");

        assertThat(rendered)
                .extracting(definition -> definition
                        .at("/metadata/annotations/helm.sh~1resource-policy")
                        .asText())
                .containsOnly("keep");
        YAMLMapper yaml = new YAMLMapper();
        for (String generated : contents(GENERATED).values()) {
            JsonNode expected = yaml.readTree(generated);
            assertThat(rendered).anySatisfy(definition -> {
                assertThat(definition.path("spec")).isEqualTo(expected.path("spec"));
                assertThat(definition.at("/metadata/name")).isEqualTo(expected.at("/metadata/name"));
            });
        }
    }

    @Test
    void theDefinitionsGoWithTheReleaseOrAreNotPartOfItOnlyByRequest() {
        assertThat(Chart.manifests(Values.READERS_ONLY.yaml, "CustomResourceDefinition"))
                .hasSize(2)
                .noneMatch(definition -> definition.path("metadata").has("annotations"));
        assertThat(Chart.manifests("crds: {enabled: false}", "CustomResourceDefinition"))
                .isEmpty();
    }

    @Test
    void theNotesSayWhatIsWatchedAndWhoActsInAws() {
        assertThat(Chart.notes("")).contains("all namespaces", "Pod Identity", "rollout status deployment/towerforge");
        assertThat(Chart.notes(Values.SOME_NAMESPACES.yaml)).contains("genomics, proteomics");
        assertThat(Chart.notes(Values.EVERYTHING.yaml)).contains("role/towerforge (IRSA)");
        assertThat(Chart.notes(Values.SIMULATED.yaml)).contains("nothing is billed");
    }

    @Test
    void aServiceMonitorFindsTheMetricsOfTheService() {
        JsonNode monitor =
                Chart.manifests(Values.EVERYTHING.yaml, SERVICE_MONITOR).get(0);
        JsonNode service = Chart.manifests(Values.EVERYTHING.yaml, "Service").get(0);

        assertThat(monitor.at("/metadata/labels/release").asText()).isEqualTo("prometheus");
        assertThat(monitor.at("/spec/endpoints/0/port")).isEqualTo(service.at("/spec/ports/0/name"));
        assertThat(monitor.at("/spec/selector/matchLabels")).isEqualTo(service.at("/spec/selector"));
    }

    private static TreeMap<String, String> contents(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.collect(Collectors.toMap(
                    file -> file.getFileName().toString(), RenderingTest::read, (one, other) -> one, TreeMap::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
