package io.towerforge.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {
    private static final Pattern COMMENT = Pattern.compile(" *# (.*)");
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z]+):.*");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    replicas: 2                                | replicas
                    image: {tagg: next}                        | tagg
                    serviceAccount: {annotation: {}}           | annotation
                    config: {watchNamespace: genomics}         | watchNamespace
                    metrics: {serviceMonitor: {enable: true}}  | enable
                    replicaCount: two                          | replicaCount
                    config: {watchNamespaces: genomics}        | watchNamespaces
                    config: {watchNamespaces: [Genomics]}      | watchNamespaces
                    image: {digest: 0123}                      | digest
                    image: {pullPolicy: Sometimes}             | pullPolicy
                    metrics: {service: {port: 0}}              | port
                    serviceAccount: {name: ''}                 | name
                    """)
    void aValueThatIsMisspeltOrOfTheWrongKindIsRefusedByName(String values, String name) {
        assertThatThrownBy(() -> Chart.text(values)).hasMessageContaining(name);
    }

    @Test
    void aServiceMonitorWithoutItsServiceIsRefused() {
        assertThatThrownBy(() -> Chart.text("metrics: {service: {enabled: false}, serviceMonitor: {enabled: true}}"))
                .hasMessageContaining("needs metrics.service.enabled");
    }

    @Test
    void whatAnUmbrellaChartHandsToAllItsChartsIsAccepted() {
        assertThat(Chart.text("global: {imageRegistry: registry.example.org}")).isNotEmpty();
    }

    @Test
    void anOlderKubernetesIsRefused() {
        assertThatThrownBy(() -> Chart.helm()
                        .template()
                        .withName("towerforge")
                        .withKubeVersion("1.28.15")
                        .call())
                .hasMessageContaining(">=1.29.0-0");
    }

    @Test
    void everyValueHasACommentAndTheSchemaSaysTheSame() throws IOException {
        JsonNode values =
                new YAMLMapper().readTree(Chart.FOLDER.resolve("values.yaml").toFile());
        JsonNode schema = new ObjectMapper()
                .readTree(Chart.FOLDER.resolve("values.schema.json").toFile());
        Map<String, String> described = new TreeMap<>();
        List<String> undescribed = new ArrayList<>();
        describe("", schema, described, undescribed);
        described.remove("global");

        assertThat(undescribed).as("without a description").isEmpty();
        assertThat(described).isEqualTo(comments());
        assertThat(described.keySet())
                .allSatisfy(path -> assertThat(
                                values.at("/" + path.replace('.', '/')).isMissingNode())
                        .as("%s is missing in values.yaml", path)
                        .isFalse());
    }

    private static void describe(
            String path, JsonNode schema, Map<String, String> described, List<String> undescribed) {
        if (schema.has("description")) {
            described.put(path, schema.path("description").asText());
        } else if (!schema.has("properties")) {
            undescribed.add(path);
        }
        if (schema.has("properties")) {
            assertThat(schema.path("additionalProperties").asBoolean(true))
                    .as("'%s' is closed", path)
                    .isFalse();
        }
        schema.path("properties")
                .properties()
                .forEach(property -> describe(
                        path.isEmpty() ? property.getKey() : path + "." + property.getKey(),
                        property.getValue(),
                        described,
                        undescribed));
    }

    /** The comment above each value, by the value's path. */
    private static Map<String, String> comments() throws IOException {
        Map<String, String> comments = new TreeMap<>();
        Deque<String> path = new ArrayDeque<>();
        List<String> words = new ArrayList<>();
        for (String line : Files.readAllLines(Chart.FOLDER.resolve("values.yaml"))) {
            Matcher comment = COMMENT.matcher(line);
            Matcher key = KEY.matcher(line);
            if (comment.matches()) {
                words.add(comment.group(1));
            } else if (key.matches()) {
                while (path.size() > key.group(1).length() / 2) {
                    path.removeLast();
                }
                path.addLast(key.group(2));
                if (!words.isEmpty()) {
                    comments.put(String.join(".", path), String.join(" ", words));
                    words.clear();
                }
            }
        }
        return comments;
    }
}
