package io.towerforge.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
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
        assertThat(SupportedFields.notYetSupported(spec)).isEqualTo(row.get("notYetSupported"));
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
}
