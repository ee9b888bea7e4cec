package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads YAML as plain values (whole numbers as {@code Long}, as CEL wants them) and as the classes of the API. */
final class Yaml {
    private static final ObjectMapper MAPPER =
            new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.USE_LONG_FOR_INTS);
    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();

    private Yaml() {}

    static List<Map<String, Object>> documents(Path file) {
        try (var documents = MAPPER.readerFor(new TypeReference<Map<String, Object>>() {})
                .<Map<String, Object>>readValues(file.toFile())) {
            return documents.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read as YAML.", e);
        }
    }

    static List<Path> filesIn(Path directory) {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + directory + " cannot be listed.", e);
        }
    }

    /** A document as the operator would receive it. */
    static <T> T as(Class<T> type, Object document) {
        return KUBERNETES.convertValue(document, type);
    }
}
