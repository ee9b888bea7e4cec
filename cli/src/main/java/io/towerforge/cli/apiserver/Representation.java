package io.towerforge.cli.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;

/** How objects are answered: as they are, in a list, or as the rows of a table (Kubernetes API concepts, Receiving resources as Tables). */
final class Representation {

    private final InstantSource clock;

    Representation(InstantSource clock) {
        this.clock = clock;
    }

    JsonNode object(ResourceType type, ApiObject object, ApiRequest request) {
        return request.wantsTable()
                ? table(type, List.of(object), object.resourceVersion(), request)
                : inVersion(type, object);
    }

    JsonNode list(ResourceType type, List<ApiObject> objects, String version, ApiRequest request) {
        if (request.wantsTable()) {
            return table(type, objects, version, request);
        }
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("kind", type.kind() + "List").put("apiVersion", type.apiVersion());
        list.putObject("metadata").put("resourceVersion", version);
        ArrayNode items = list.putArray("items");
        objects.forEach(object -> items.add(inVersion(type, object)));
        return list;
    }

    /** The line that ends the replay at the start of a watch (Kubernetes API concepts, Streaming lists). */
    JsonNode endOfReplay(ResourceType type, long version) {
        ObjectNode bookmark = bookmark(type, version);
        ((ObjectNode) bookmark.get("metadata")).putObject("annotations").put("k8s.io/initial-events-end", "true");
        return bookmark;
    }

    /** Up to where a watch has told everything (Kubernetes API concepts, Watch bookmarks). */
    ObjectNode bookmark(ResourceType type, long version) {
        ObjectNode bookmark = JsonNodeFactory.instance.objectNode();
        bookmark.put("kind", type.kind()).put("apiVersion", type.apiVersion());
        bookmark.putObject("metadata").put("resourceVersion", String.valueOf(version));
        return bookmark;
    }

    private JsonNode table(ResourceType type, List<ApiObject> objects, String version, ApiRequest request) {
        ObjectNode table = JsonNodeFactory.instance.objectNode();
        table.put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        table.putObject("metadata").put("resourceVersion", version);
        ArrayNode definitions = table.putArray("columnDefinitions");
        type.columns()
                .forEach(column -> definitions
                        .addObject()
                        .put("name", column.name())
                        .put("type", column.type())
                        .put("format", column.format())
                        .put("description", "")
                        .put("priority", column.priority()));
        ArrayNode rows = table.putArray("rows");
        objects.forEach(object -> {
            ObjectNode row = rows.addObject();
            ArrayNode cells = row.putArray("cells");
            type.columns().forEach(column -> cells.add(cell(column, object)));
            row.set("object", rowObject(type, object, request));
        });
        return table;
    }

    private JsonNode cell(TableColumn column, ApiObject object) {
        JsonNode value = column.cell().apply(object.json(), clock.instant());
        return value.isMissingNode() ? NullNode.getInstance() : value;
    }

    private static JsonNode rowObject(ResourceType type, ApiObject object, ApiRequest request) {
        return switch (request.parameter("includeObject")) {
            case "Object" -> inVersion(type, object);
            case "None" -> NullNode.getInstance();
            default -> {
                ObjectNode partial = JsonNodeFactory.instance.objectNode();
                partial.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
                partial.set("metadata", object.json().path("metadata"));
                yield partial;
            }
        };
    }

    private static JsonNode inVersion(ResourceType type, ApiObject object) {
        if (object.json().path("apiVersion").asText().equals(type.apiVersion())) {
            return object.json();
        }
        return object.copy().json().put("apiVersion", type.apiVersion());
    }
}
