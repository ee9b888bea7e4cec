package io.towerforge.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed files are what the classes say. */
class GeneratedFilesTest {
    private static final String REFRESH = "./mvnw -pl crds test -Dtest=GeneratedFilesTest -Dtowerforge.refresh=true";

    @Test
    void theCommittedDefinitionsAndReferenceAreThoseGeneratedFromTheClasses(@TempDir Path scratch) throws IOException {
        for (Map.Entry<String, String> file : CrdGeneration.generate(scratch).entrySet()) {
            compareOrRefresh(CrdGeneration.DIRECTORY.resolve(file.getKey()), file.getValue());
        }
        // Afterwards, because the reference is made from the committed definitions.
        compareOrRefresh(FieldReference.FILE, FieldReference.markdown());
    }

    @Test
    void twoRunsGenerateTheSameText(@TempDir Path first, @TempDir Path second) throws IOException {
        assertThat(CrdGeneration.generate(first)).isEqualTo(CrdGeneration.generate(second));
    }

    @Test
    void aDefinitionIsFarSmallerThanAnObjectInEtcdMayBe(@TempDir Path scratch) throws IOException {
        assertThat(CrdGeneration.generate(scratch).values())
                .allSatisfy(text ->
                        assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThan(200_000));
    }

    private static void compareOrRefresh(Path committed, String generated) throws IOException {
        if (Boolean.getBoolean("towerforge.refresh")) {
            Files.createDirectories(committed.getParent());
            Files.writeString(committed, generated);
        }
        assertThat(committed)
                .as("%s (seen from crds/) must match the classes; refresh it with: %s", committed, REFRESH)
                .exists()
                .hasContent(generated);
    }
}
