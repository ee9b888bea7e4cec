package io.towerforge.cli.apiserver;

import static io.towerforge.cli.apiserver.TableColumn.age;
import static io.towerforge.cli.apiserver.TableColumn.objectName;
import static io.towerforge.cli.apiserver.TableColumn.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The resources every cluster has, as far as the operator, its users and kubectl's own verbs touch them. */
final class BuiltInTypes {

    private static final List<TableColumn> NAME_AND_AGE = List.of(objectName(), age());

    private BuiltInTypes() {}

    static List<ResourceType> all() {
        return List.of(
                ResourceType.builtIn("v1", "namespaces", "Namespace", false, namespaceColumns(), "ns"),
                ResourceType.builtIn("v1", "configmaps", "ConfigMap", true, dataColumns(List.of()), "cm"),
                ResourceType.builtIn("v1", "secrets", "Secret", true, dataColumns(List.of(pointer("Type", "/type")))),
                ResourceType.builtIn("v1", "events", "Event", true, eventColumns(), "ev"),
                ResourceType.builtIn("v1", "serviceaccounts", "ServiceAccount", true, NAME_AND_AGE, "sa"),
                ResourceType.builtIn("v1", "pods", "Pod", true, NAME_AND_AGE, "po")
                        .readOnly(),
                ResourceType.builtIn("v1", "services", "Service", true, NAME_AND_AGE, "svc")
                        .readOnly(),
                ResourceType.builtIn("v1", "nodes", "Node", false, NAME_AND_AGE, "no")
                        .readOnly(),
                ResourceType.builtIn("v1", "resourcequotas", "ResourceQuota", true, NAME_AND_AGE, "quota")
                        .readOnly(),
                ResourceType.builtIn("v1", "limitranges", "LimitRange", true, NAME_AND_AGE, "limits")
                        .readOnly(),
                ResourceType.builtIn(
                        "apiextensions.k8s.io/v1",
                        "customresourcedefinitions",
                        "CustomResourceDefinition",
                        false,
                        List.of(objectName(), pointer("Created At", "/metadata/creationTimestamp")),
                        "crd",
                        "crds"),
                ResourceType.builtIn(
                        "coordination.k8s.io/v1",
                        "leases",
                        "Lease",
                        true,
                        List.of(objectName(), pointer("Holder", "/spec/holderIdentity"), age())));
    }

    private static TableColumn pointer(String name, String pointer) {
        return new TableColumn(name, "string", "", 0, (object, now) -> object.at(pointer));
    }

    private static List<TableColumn> namespaceColumns() {
        return List.of(objectName(), pointer("Status", "/status/phase"), age());
    }

    private static List<TableColumn> dataColumns(List<TableColumn> inFront) {
        TableColumn count = new TableColumn(
                "Data",
                "integer",
                "",
                0,
                (object, now) -> IntNode.valueOf(
                        object.path("data").size() + object.path("binaryData").size()));
        return Stream.of(List.of(objectName()), inFront, List.of(count, age()))
                .flatMap(List::stream)
                .toList();
    }

    private static List<TableColumn> eventColumns() {
        return List.of(
                text("Last Seen", 0, BuiltInTypes::lastSeen),
                pointer("Type", "/type"),
                pointer("Reason", "/reason"),
                text(
                        "Object",
                        0,
                        (event, now) ->
                                event.at("/involvedObject/kind").asText().toLowerCase(Locale.ROOT) + "/"
                                        + event.at("/involvedObject/name").asText()),
                text(
                        "Source",
                        1,
                        (event, now) -> event.at("/source/component")
                                .asText(event.path("reportingComponent").asText())),
                text(
                        "Message",
                        0,
                        (event, now) -> event.path("message").asText().strip()),
                text(
                        "Count",
                        1,
                        (event, now) -> String.valueOf(event.path("count").asInt(1))),
                new TableColumn("Name", "string", "name", 1, (event, now) -> event.at("/metadata/name")));
    }

    private static String lastSeen(JsonNode event, Instant now) {
        return Stream.of("/series/lastObservedTime", "/lastTimestamp", "/eventTime", "/firstTimestamp")
                .map(event::at)
                .filter(JsonNode::isTextual)
                .findFirst()
                .map(timestamp -> HumanDuration.since(timestamp.asText(), now))
                .orElse("<unknown>");
    }
}
