package io.towerforge.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A table, {@code supported-fields.yaml}: what a spec says, and which of it is not implemented yet. */
class SupportedFieldsTest {
    private static final Path TABLE = Path.of("src/test/resources/supported-fields.yaml");

    static Stream<Map<String, Object>> rows() {
        return Yaml.documents(TABLE).stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void namesExactlyTheFieldsThatAreNotImplemented(Map<String, Object> row) {
        AwsBatchComputeEnvironmentSpec spec = Yaml.as(AwsBatchComputeEnvironmentSpec.class, row.get("spec"));
        assertThat(SupportedFields.notYetSupported(spec, Map.of())).isEqualTo(row.get("notYetSupported"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void everyExampleUsesOnlyWhatIsImplemented(Path file) {
        AwsBatchComputeEnvironment environment =
                Yaml.as(AwsBatchComputeEnvironment.class, Yaml.documents(file).get(0));
        assertThat(SupportedFields.notYetSupported(environment)).isEmpty();
    }

    static Stream<Path> examples() {
        return Yaml.filesIn(Path.of("../examples")).stream();
    }

    @Test
    void theAnnotationToAdoptIsNotImplementedAndTheOthersAre() {
        AwsBatchComputeEnvironmentSpec spec = AwsBatchComputeEnvironmentSpecBuilder.builder()
                .region("eu-west-1")
                .build();
        assertThat(SupportedFields.notYetSupported(spec, Map.of(Annotations.ADOPT, "3ISkGQv9Ka7XYJVtQ4gpRw")))
                .isEqualTo(List.of("metadata.annotations[towerforge.io/adopt]"));
        assertThat(SupportedFields.notYetSupported(spec, Map.of(Annotations.PAUSED, "true")))
                .isEmpty();
    }
}
