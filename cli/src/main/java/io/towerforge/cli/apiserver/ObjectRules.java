package io.towerforge.cli.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What an API server does to an object on its way into the store: it owns part of the metadata, keeps spec and status
 * apart, counts generations, and refuses what breaks the schema or the rules.
 */
final class ObjectRules {

    /** RFC 1123 subdomain (Kubernetes documentation, Object Names and IDs). */
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    private static final int LONGEST_NAME = 253;
    private static final String[] OWNED_BY_THE_SERVER = {"uid", "creationTimestamp", "generation", "selfLink"};

    private final Admission admission;
    private final InstantSource clock;

    ObjectRules(Admission admission, InstantSource clock) {
        this.admission = admission;
        this.clock = clock;
    }

    /** The object as it will be stored when it is created. */
    ApiObject prepareNew(ResourceType type, String namespace, ObjectNode sent, ApiRequest request) {
        ApiObject object = new ApiObject(sent.deepCopy());
        identify(type, namespace, object);
        ObjectNode metadata = object.metadata();
        metadata.remove(List.of("resourceVersion", "selfLink", "managedFields", "deletionTimestamp", "generation"));
        metadata.put("uid", UUID.randomUUID().toString());
        metadata.put("creationTimestamp", ApiObject.timestamp(clock.instant()));
        if (type.isCustom()) {
            metadata.put("generation", 1);
        }
        if (type.statusSubresource()) {
            object.json().remove("status");
        }
        tidy(object);
        completeBuiltIn(type, object);
        review(type, object, Optional.empty(), request);
        return object;
    }

    /**
     * The object as it will be stored when it is changed.
     *
     * @param subresource empty or {@code status}
     */
    ApiObject prepareUpdate(
            ResourceType type, ApiObject current, ObjectNode sent, String subresource, ApiRequest request) {
        ApiObject object = new ApiObject(sent.deepCopy());
        identify(type, current.namespace(), object);
        if (!object.name().equals(current.name())) {
            throw ApiException.badRequest("The name of the object (%s) does not match the name in the path (%s)."
                    .formatted(object.name(), current.name()));
        }
        String version = object.resourceVersion();
        if (!version.isEmpty() && !version.equals("0") && !version.equals(current.resourceVersion())) {
            throw ApiException.modifiedMeanwhile(type, current.name());
        }
        String uid = object.uid();
        if (!uid.isEmpty() && !uid.equals(current.uid())) {
            throw ApiException.conflict(
                    type,
                    current.name(),
                    "Precondition failed: UID in precondition: %s, UID in object meta: %s"
                            .formatted(uid, current.uid()));
        }
        if (type.statusSubresource()) {
            object = subresource.equals("status") ? onlyStatus(current, object) : withStatusOf(current, object);
        }
        keepMetadata(current, object);
        forbidNewFinalizers(type, current, object);
        completeBuiltIn(type, object);
        if (type.isCustom() && !contentOf(type, object).equals(contentOf(type, current))) {
            object.metadata().put("generation", current.generation() + 1);
        }
        review(type, object, Optional.of(current), request);
        return object;
    }

    private static void identify(ResourceType type, String namespace, ApiObject object) {
        ObjectNode json = object.json();
        String apiVersion = json.path("apiVersion").asText(type.apiVersion());
        String kind = json.path("kind").asText(type.kind());
        if (!apiVersion.equals(type.apiVersion()) || !kind.equals(type.kind())) {
            throw ApiException.badRequest("%s in %s cannot be stored as %s in %s."
                    .formatted(kind, apiVersion, type.kind(), type.apiVersion()));
        }
        json.put("apiVersion", apiVersion);
        json.put("kind", kind);
        ObjectNode metadata = object.metadata();
        if (!type.namespaced()) {
            metadata.remove("namespace");
        } else if (object.namespace().isEmpty()) {
            metadata.put("namespace", namespace);
        } else if (!object.namespace().equals(namespace)) {
            throw ApiException.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
        String prefix = metadata.path("generateName").asText("");
        if (object.name().isEmpty() && !prefix.isEmpty()) {
            metadata.put("name", prefix + UUID.randomUUID().toString().substring(0, 5));
        }
        if (object.name().isEmpty()) {
            throw ApiException.invalid(
                    type, "", List.of("metadata.name: Required value: name or generateName is required"));
        }
        if (object.name().length() > LONGEST_NAME
                || !NAME.matcher(object.name()).matches()) {
            throw ApiException.invalid(
                    type,
                    object.name(),
                    List.of("metadata.name: Invalid value: \"%s\": a name consists of lower case letters, digits, '-' "
                                    .formatted(object.name())
                            + "and '.', and starts and ends with a letter or digit"));
        }
    }

    private static ApiObject onlyStatus(ApiObject current, ApiObject sent) {
        ApiObject merged = current.copy();
        if (sent.json().has("status")) {
            merged.json().set("status", sent.json().get("status"));
        } else {
            merged.json().remove("status");
        }
        return merged;
    }

    private static ApiObject withStatusOf(ApiObject current, ApiObject sent) {
        if (current.json().has("status")) {
            sent.json().set("status", current.json().get("status"));
        } else {
            sent.json().remove("status");
        }
        return sent;
    }

    private static void keepMetadata(ApiObject current, ApiObject object) {
        ObjectNode metadata = object.metadata();
        metadata.remove("managedFields");
        for (String member : OWNED_BY_THE_SERVER) {
            restore(current, metadata, member);
        }
        restore(current, metadata, "deletionTimestamp");
        restore(current, metadata, "deletionGracePeriodSeconds");
        metadata.put("resourceVersion", current.resourceVersion());
        tidy(object);
    }

    private static void restore(ApiObject current, ObjectNode metadata, String member) {
        JsonNode value = current.metadata().get(member);
        if (value == null) {
            metadata.remove(member);
        } else {
            metadata.set(member, value);
        }
    }

    private static void tidy(ApiObject object) {
        object.dropEmptyMetadata("labels", "annotations", "finalizers", "ownerReferences", "generateName");
    }

    private static void forbidNewFinalizers(ResourceType type, ApiObject current, ApiObject object) {
        List<String> added = new ArrayList<>(object.finalizers());
        added.removeAll(current.finalizers());
        if (current.isBeingDeleted() && !added.isEmpty()) {
            throw ApiException.invalid(
                    type,
                    object.name(),
                    List.of("metadata.finalizers: Forbidden: no new finalizers can be added if the object is being "
                            + "deleted, found new finalizers " + added));
        }
    }

    /** What counts for the generation: everything but the metadata, and the status where it has a path of its own. */
    private static ObjectNode contentOf(ResourceType type, ApiObject object) {
        ObjectNode content = object.json().deepCopy();
        content.remove("metadata");
        if (type.statusSubresource()) {
            content.remove("status");
        }
        return content;
    }

    private void completeBuiltIn(ResourceType type, ApiObject object) {
        ObjectNode json = object.json();
        if (type.is("", "secrets") && json.remove("stringData") instanceof ObjectNode stringData) {
            ObjectNode data = json.withObjectProperty("data");
            stringData
                    .properties()
                    .forEach(member -> data.put(
                            member.getKey(),
                            Base64.getEncoder()
                                    .encodeToString(member.getValue().asText().getBytes(StandardCharsets.UTF_8))));
        }
        if (type.is("", "secrets") && json.path("type").asText("").isEmpty()) {
            json.put("type", "Opaque");
        }
        if (type.is("", "namespaces")) {
            object.metadata().withObjectProperty("labels").put("kubernetes.io/metadata.name", object.name());
            json.withObjectProperty("spec").putArray("finalizers").add("kubernetes");
            json.withObjectProperty("status").put("phase", object.isBeingDeleted() ? "Terminating" : "Active");
        }
        if (type.is("apiextensions.k8s.io", "customresourcedefinitions")) {
            establish(object);
        }
    }

    private void establish(ApiObject definition) {
        ObjectNode status = definition.json().withObjectProperty("status");
        status.set("acceptedNames", definition.json().at("/spec/names").deepCopy());
        var storedVersions = status.putArray("storedVersions");
        definition.json().at("/spec/versions").forEach(version -> {
            if (version.path("storage").asBoolean(false)) {
                storedVersions.add(version.path("name").asText());
            }
        });
        if (!status.has("conditions")) {
            var conditions = status.putArray("conditions");
            for (String condition : List.of("NamesAccepted", "Established")) {
                conditions
                        .addObject()
                        .put("type", condition)
                        .put("status", "True")
                        .put("reason", condition.equals("Established") ? "InitialNamesAccepted" : "NoConflicts")
                        .put("lastTransitionTime", ApiObject.timestamp(clock.instant()));
            }
        }
    }

    private void review(ResourceType type, ApiObject object, Optional<ApiObject> previous, ApiRequest request) {
        if (!type.isCustom()) {
            return;
        }
        List<String> unknown = StructuralSchema.prune(object.json(), type.schema());
        if (!unknown.isEmpty()) {
            report(type, unknown, request);
        }
        StructuralSchema.fillDefaults(object.json(), type.schema());
        List<String> violations = new ArrayList<>(SchemaValidation.violations(object.json(), type.schema()));
        boolean sameContent =
                previous.isPresent() && contentOf(type, previous.get()).equals(contentOf(type, object));
        if (violations.isEmpty() && !sameContent) {
            violations.addAll(admission.violations(object.json(), previous.map(ApiObject::json)));
        }
        if (!violations.isEmpty()) {
            throw ApiException.invalid(type, object.name(), violations);
        }
    }

    private static void report(ResourceType type, List<String> unknown, ApiRequest request) {
        List<String> sentences =
                unknown.stream().map("unknown field \"%s\""::formatted).toList();
        switch (request.parameter("fieldValidation")) {
            case "Strict" ->
                throw ApiException.badRequest(
                        "%s in version \"%s\" cannot be handled as a %s: strict decoding error: %s"
                                .formatted(type.kind(), type.version(), type.kind(), String.join(", ", sentences)));
            case "Ignore" -> {}
            default -> request.warnings().addAll(sentences);
        }
    }
}
