package io.towerforge.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Manifests and what comes of them, compared as text. After a wanted change, {@code ./mvnw -pl operator -am test
 * -Dtowerforge.golden=refresh} writes the outcomes anew, and the review is the diff.
 */
class GoldenTest {
    static List<GoldenCase> cases() {
        return GoldenCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aManifestGivesTheStackThatIsWrittenDown(GoldenCase golden) {
        if ("refresh".equals(System.getProperty("towerforge.golden"))) {
            golden.refresh();
        }
        assertThat(golden.expected()).containsKeys("stack.txt", "nextflow.config");
        golden.expected()
                .forEach((name, text) ->
                        assertThat(golden.actual().get(name)).as(name).isEqualTo(text));
    }

    @Test
    void everyFileOfACaseIsUsed() {
        Set<String> known = new HashSet<>(GoldenCase.INPUTS);
        known.addAll(GoldenCase.OUTPUTS);
        for (GoldenCase golden : GoldenCase.all()) {
            assertThat(GoldenCase.list(golden.directory()))
                    .as("files of case " + golden)
                    .extracting(file -> file.getFileName().toString())
                    .isSubsetOf(known)
                    .contains("in.yaml");
        }
    }

    @Test
    void everyExampleIsACase() {
        Set<String> examples = GoldenCase.list(GoldenCase.EXAMPLES).stream()
                .map(Path::getFileName)
                .map(Path::toString)
                .filter(name -> name.endsWith(".yaml"))
                .filter(name ->
                        GoldenCase.read(GoldenCase.EXAMPLES.resolve(name)).contains("kind: AwsBatchComputeEnvironment"))
                .collect(Collectors.toSet());
        assertThat(GoldenCase.all()).extracting(GoldenCase::example).containsAll(examples);
    }
}
