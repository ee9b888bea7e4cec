package io.towerforge.cli.apiserver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * OpenAPI v3, as far as kubectl reads it: {@code kubectl explain} wants schemas, {@code kubectl apply} wants to see that
 * the server validates fields itself. OpenAPI v2 is not served; kubectl asks for it only where v3 is missing.
 */
final class OpenApiDocuments {

    private static final String ROOT = "/openapi/v3";
    private static final String OBJECT_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

    private final TypeRegistry types;

    OpenApiDocuments(TypeRegistry types) {
        this.types = types;
    }

    /** The document at a path; empty when there is none. */
    Optional<ObjectNode> answer(String path) {
        if (path.equals(ROOT)) {
            return Optional.of(index());
        }
        if (path.startsWith(ROOT + "/")) {
            String groupVersionPath = path.substring(ROOT.length() + 1);
            List<ResourceType> inVersion = types.in(groupVersionPath);
            return inVersion.isEmpty() ? Optional.empty() : Optional.of(document(groupVersionPath, inVersion));
        }
        return Optional.empty();
    }

    private ObjectNode index() {
        ObjectNode index = JsonNodeFactory.instance.objectNode();
        ObjectNode paths = index.putObject("paths");
        types.groupVersionPaths().forEach(path -> paths.putObject(path).put("serverRelativeURL", ROOT + "/" + path));
        return index;
    }

    private static ObjectNode document(String groupVersionPath, List<ResourceType> inVersion) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("openapi", "3.0.0");
        document.putObject("info").put("title", "TowerForge demo").put("version", "v1.32.0");
        ObjectNode paths = document.putObject("paths");
        ObjectNode schemas = document.putObject("components").putObject("schemas");
        schemas.set(OBJECT_META, objectMeta());
        for (ResourceType type : inVersion) {
            String collection =
                    "/" + groupVersionPath + (type.namespaced() ? "/namespaces/{namespace}/" : "/") + type.plural();
            operation(paths.putObject(collection), "get", "list", type);
            ObjectNode one = paths.putObject(collection + "/{name}");
            operation(one, "get", "get", type);
            if (type.writable()) {
                ObjectNode patch = operation(one, "patch", "patch", type);
                var parameters = patch.putArray("parameters");
                for (String parameter : List.of("dryRun", "fieldManager", "fieldValidation")) {
                    parameters.addObject().put("name", parameter).put("in", "query");
                }
            }
            schemas.set(schemaName(type), schema(type));
        }
        return document;
    }

    private static ObjectNode operation(ObjectNode path, String method, String action, ResourceType type) {
        ObjectNode operation = path.putObject(method);
        operation.put("x-kubernetes-action", action);
        operation.set("x-kubernetes-group-version-kind", groupVersionKind(type));
        operation.putObject("responses").putObject("200").put("description", "OK");
        return operation;
    }

    private static ObjectNode groupVersionKind(ResourceType type) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("group", type.group())
                .put("version", type.version())
                .put("kind", type.kind());
    }

    private static String schemaName(ResourceType type) {
        return (type.group().isEmpty() ? "core" : type.group()) + "." + type.version() + "." + type.kind();
    }

    private static ObjectNode schema(ResourceType type) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        if (type.schema() instanceof ObjectNode declared) {
            schema.setAll(declared.deepCopy());
        } else {
            schema.put("x-kubernetes-preserve-unknown-fields", true);
            schema.put("description", type.kind() + " as in any cluster; this server knows no more about its fields.");
        }
        ObjectNode properties = schema.withObjectProperty("properties");
        properties
                .putObject("apiVersion")
                .put("type", "string")
                .put("description", "The group and version, here " + type.apiVersion() + ".");
        properties.putObject("kind").put("type", "string").put("description", "Always " + type.kind() + ".");
        ObjectNode metadata = properties.putObject("metadata").put("description", "Standard object metadata.");
        metadata.putArray("allOf").addObject().put("$ref", "#/components/schemas/" + OBJECT_META);
        schema.putArray("x-kubernetes-group-version-kind").add(groupVersionKind(type));
        return schema;
    }

    private static ObjectNode objectMeta() {
        ObjectNode meta = JsonNodeFactory.instance.objectNode().put("type", "object");
        meta.put("description", "Metadata that every object has.");
        ObjectNode properties = meta.putObject("properties");
        for (String text : List.of("name", "namespace", "generateName", "uid", "resourceVersion")) {
            properties.putObject(text).put("type", "string");
        }
        properties.putObject("generation").put("type", "integer").put("format", "int64");
        for (String time : List.of("creationTimestamp", "deletionTimestamp")) {
            properties.putObject(time).put("type", "string").put("format", "date-time");
        }
        for (String map : List.of("labels", "annotations")) {
            properties
                    .putObject(map)
                    .put("type", "object")
                    .putObject("additionalProperties")
                    .put("type", "string");
        }
        properties
                .putObject("finalizers")
                .put("type", "array")
                .putObject("items")
                .put("type", "string");
        properties
                .putObject("ownerReferences")
                .put("type", "array")
                .putObject("items")
                .put("type", "object");
        return meta;
    }
}
