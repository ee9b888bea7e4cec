package io.towerforge.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What holds for every field of both kinds. */
class SchemaConventionsTest {
    /** What AWS never hears of: how the operator deals with this object. */
    private static final List<String> OF_THE_OPERATOR_ALONE =
            List.of("spec.deletionPolicy", "spec.onDelete", "spec.identityName");

    @Test
    void everyFieldIsDescribed() {
        forEachNode((path, node) -> {
            if (!path.endsWith("[]") && !path.endsWith("{}")) {
                assertThat((String) node.get("description"))
                        .as(path)
                        .isNotBlank()
                        .endsWith(".");
            }
        });
    }

    @Test
    void everyFieldOfAnEnvironmentSaysWhatItIsInAwsAndWhatAnEditOfItDoes() {
        Schemas.forEachNode(Definition.ENVIRONMENT.schema(), (path, node) -> {
            if (!path.startsWith("spec.")
                    || !Definition.properties(node).isEmpty()
                    || node.get("description") == null) {
                return;
            }
            String text = withWhatItIsPartOf(path);
            if (OF_THE_OPERATOR_ALONE.stream().noneMatch(path::startsWith)) {
                assertThat(text).as("what %s is in AWS or Nextflow", path).containsPattern("(AWS|Nextflow): ");
            }
            assertThat(text).as("what an edit of %s does", path).containsAnyOf("An edit", "It never changes");
        });
    }

    @Test
    void everyTextListMapAndNumberOfASpecIsBounded() {
        forEachNode((path, node) -> {
            if (!path.startsWith("spec")) {
                return; // A bound on the status would turn a long message into a status that cannot be written.
            }
            switch ((String) node.get("type")) {
                case "string" ->
                    assertThat(node.containsKey("maxLength") || node.containsKey("enum"))
                            .as(path)
                            .isTrue();
                case "array" -> assertThat(node).as(path).containsKeys("maxItems");
                case "integer" -> assertThat(node).as(path).containsKeys("minimum", "maximum");
                case "object" -> {
                    if (node.containsKey("additionalProperties")) {
                        assertThat(node).as(path).containsKey("maxProperties");
                    }
                }
                default -> assertThat(node.get("type")).as(path).isEqualTo("boolean");
            }
        });
    }

    @Test
    void patternsAreAnchoredAndUseOnlyWhatRe2AndJavaReadAlike() {
        forEachNode((path, node) -> {
            if (node.get("pattern") instanceof String pattern) {
                assertThat(pattern)
                        .as(path)
                        .startsWith("^")
                        .endsWith("$")
                        .doesNotContain("(?", "\\1", "++", "*+", "\\d", "\\w", "\\s");
            }
        });
    }

    @Test
    void nothingHasADefaultButTheGenerationNeverObserved() {
        Map<String, Object> defaults = new TreeMap<>();
        forEachNode((path, node) -> {
            if (node.containsKey("default")) {
                defaults.put(path, node.get("default"));
            }
        });
        assertThat(defaults).containsExactly(Map.entry("status", Map.of("observedGeneration", -1L)));
    }

    @Test
    void listsSayWhetherTheyAreSetsOrMaps() {
        Map<String, Object> types = new TreeMap<>();
        Schemas.forEachNode(Definition.ENVIRONMENT.schema(), (path, node) -> {
            if (node.get("type").equals("array") && !path.equals("status.plan")) {
                List<?> keys = (List<?>) node.getOrDefault("x-kubernetes-list-map-keys", List.of());
                types.put(path, node.get("x-kubernetes-list-type") + (keys.isEmpty() ? "" : " by " + keys.get(0)));
            }
        });
        assertThat(types)
                .containsExactly(
                        Map.entry("spec.environment", "map by name"),
                        Map.entry("spec.forge.allowedBuckets", "set"),
                        Map.entry("spec.forge.instanceTypes", "set"),
                        Map.entry("spec.forge.jobStateLimits", "map by reason"),
                        Map.entry("spec.forge.network.securityGroupIds", "set"),
                        Map.entry("spec.forge.network.subnetIds", "set"),
                        Map.entry("spec.pipelineSecrets", "map by name"),
                        Map.entry("status.conditions", "map by type"),
                        Map.entry("status.effective.granted.buckets", "set"),
                        Map.entry("status.effective.granted.jobRoleArns", "set"),
                        Map.entry("status.effective.granted.logGroups", "set"),
                        Map.entry("status.effective.instanceTypes", "set"),
                        Map.entry("status.effective.securityGroupIds", "set"),
                        Map.entry("status.effective.subnetIds", "set"),
                        Map.entry("status.resources", "map by name"));
    }

    @Test
    void aSpecIsRequired() {
        assertThat(Definition.ENVIRONMENT.schema().get("required")).isEqualTo(List.of("spec"));
        assertThat(Definition.IDENTITY.schema().get("required")).isEqualTo(List.of("spec"));
    }

    /** The descriptions of a field and of what it is part of, which may speak for it. */
    private static String withWhatItIsPartOf(String path) {
        StringBuilder text = new StringBuilder();
        Schemas.forEachNode(Definition.ENVIRONMENT.schema(), (other, node) -> {
            if (path.equals(other) || path.startsWith(other + ".") || path.startsWith(other + "[]")) {
                text.append(node.get("description")).append(' ');
            }
        });
        return text.toString();
    }

    private static void forEachNode(BiConsumer<String, Map<String, Object>> visitor) {
        Schemas.forEachNode(Definition.ENVIRONMENT.schema(), visitor);
        Schemas.forEachNode(Definition.IDENTITY.schema(), visitor);
    }
}
