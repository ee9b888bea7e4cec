package io.towerforge.cli.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** Everything the server serves: the built-in resources and what the stored CRDs define. */
final class TypeRegistry {

    private final List<ResourceType> builtIn = BuiltInTypes.all();
    private final Map<String, List<ResourceType>> custom = new ConcurrentSkipListMap<>();

    List<ResourceType> all() {
        return Stream.concat(builtIn.stream(), custom.values().stream().flatMap(List::stream))
                .toList();
    }

    Optional<ResourceType> find(String group, String version, String plural) {
        return all().stream()
                .filter(type -> type.is(group, plural) && type.version().equals(version))
                .findFirst();
    }

    /** The groups and versions that are served, each once, as {@code api/v1} or {@code apis/group/version}. */
    Set<String> groupVersionPaths() {
        Set<String> paths = new LinkedHashSet<>();
        all().forEach(type -> paths.add(type.groupVersionPath()));
        return paths;
    }

    List<ResourceType> in(String groupVersionPath) {
        return all().stream()
                .filter(type -> type.groupVersionPath().equals(groupVersionPath))
                .toList();
    }

    /** Serves what a CRD defines from now on, in place of what an earlier state of it defined. */
    void define(JsonNode definition) {
        custom.put(definition.at("/metadata/name").asText(), typesOf(definition));
    }

    void forget(String definitionName) {
        custom.remove(definitionName);
    }

    List<ResourceType> definedBy(String definitionName) {
        return custom.getOrDefault(definitionName, List.of());
    }

    private static List<ResourceType> typesOf(JsonNode definition) {
        JsonNode spec = definition.path("spec");
        JsonNode names = spec.path("names");
        List<ResourceType> types = new ArrayList<>();
        for (JsonNode version : spec.path("versions")) {
            if (version.path("served").asBoolean(true)) {
                types.add(new ResourceType(
                        spec.path("group").asText(),
                        version.path("name").asText(),
                        names.path("plural").asText(),
                        names.path("singular")
                                .asText(names.path("kind").asText().toLowerCase(Locale.ROOT)),
                        names.path("kind").asText(),
                        spec.path("scope").asText().equals("Namespaced"),
                        true,
                        texts(names.path("shortNames")),
                        texts(names.path("categories")),
                        version.path("subresources").has("status"),
                        TableColumn.fromDefinition(version.path("additionalPrinterColumns")),
                        schemaOf(version)));
            }
        }
        return List.copyOf(types);
    }

    private static JsonNode schemaOf(JsonNode version) {
        JsonNode schema = version.at("/schema/openAPIV3Schema");
        return schema.isObject() ? schema : JsonNodeFactory.instance.objectNode();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
