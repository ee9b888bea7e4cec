package io.towerforge.cli.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * One column of the table that {@code kubectl get} prints.
 *
 * @param type the OpenAPI type of the cells
 * @param priority 0 is always shown, more only with {@code -o wide}
 * @param cell reads the cell from an object at the time of printing; ages need the time
 */
record TableColumn(
        String name, String type, String format, int priority, BiFunction<JsonNode, Instant, JsonNode> cell) {

    /** A column that shows a text. */
    static TableColumn text(String name, int priority, BiFunction<JsonNode, Instant, String> cell) {
        return new TableColumn(
                name, "string", "", priority, (object, now) -> TextNode.valueOf(cell.apply(object, now)));
    }

    static TableColumn objectName() {
        return new TableColumn("Name", "string", "name", 0, (object, now) -> object.at("/metadata/name"));
    }

    static TableColumn age() {
        return text(
                "Age",
                0,
                (object, now) -> HumanDuration.since(
                        object.at("/metadata/creationTimestamp").asText(), now));
    }

    /**
     * The columns a CRD asks for (Kubernetes API reference, CustomResourceColumnDefinition): the name, then each column
     * of {@code additionalPrinterColumns}; without any, the age.
     */
    static List<TableColumn> fromDefinition(JsonNode additionalPrinterColumns) {
        List<TableColumn> columns = new ArrayList<>();
        columns.add(objectName());
        additionalPrinterColumns.forEach(column -> columns.add(printed(column)));
        if (columns.size() == 1) {
            columns.add(age());
        }
        return columns;
    }

    private static TableColumn printed(JsonNode column) {
        JsonPath path = JsonPath.parse(column.path("jsonPath").asText());
        String type = column.path("type").asText("string");
        return new TableColumn(
                column.path("name").asText(),
                type.equals("date") ? "string" : type,
                column.path("format").asText(""),
                column.path("priority").asInt(0),
                (object, now) -> cell(path.read(object), type, now));
    }

    private static JsonNode cell(List<JsonNode> values, String type, Instant now) {
        if (values.isEmpty() || values.get(0).isNull()) {
            return NullNode.getInstance();
        }
        return switch (type) {
            case "integer", "number", "boolean" -> values.get(0);
            case "date" -> TextNode.valueOf(HumanDuration.since(values.get(0).asText(), now));
            default ->
                TextNode.valueOf(values.stream()
                        .map(value -> value.isValueNode() ? value.asText() : value.toString())
                        .collect(Collectors.joining(" ")));
        };
    }
}
