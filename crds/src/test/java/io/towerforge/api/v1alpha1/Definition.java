package io.towerforge.api.v1alpha1;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A committed CRD, read as plain maps and lists, the way an API server sees it. */
record Definition(String kind, Map<String, Object> schema) {
    static final Definition ENVIRONMENT = read("awsbatchcomputeenvironments");
    static final Definition IDENTITY = read("awsidentities");

    /** The definition that a document of some kind is checked against. */
    static Definition of(Map<String, Object> document) {
        for (Definition definition : List.of(ENVIRONMENT, IDENTITY)) {
            if (definition.kind.equals(document.get("kind"))) {
                return definition;
            }
        }
        throw new IllegalArgumentException("There is no kind '" + document.get("kind") + "'.");
    }

    /** Any member of a tree of maps, seen as a map. */
    @SuppressWarnings("unchecked") // YAML has no other maps than those with texts as keys.
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    /** The properties of a schema; empty where there are none. */
    static Map<String, Object> properties(Map<String, Object> schema) {
        return map(schema.getOrDefault("properties", Map.of()));
    }

    private static Definition read(String plural) {
        Path file = CrdGeneration.DIRECTORY.resolve("towerforge.io_" + plural + ".yaml");
        Map<String, Object> spec = map(Yaml.documents(file).get(0).get("spec"));
        Map<String, Object> version = map(((List<?>) spec.get("versions")).get(0));
        return new Definition(
                (String) map(spec.get("names")).get("kind"),
                map(map(version.get("schema")).get("openAPIV3Schema")));
    }
}
