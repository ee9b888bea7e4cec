package io.towerforge.cli.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The verbs that change the store: create, update, patch, delete and deletecollection. */
final class WriteVerbs {

    static final String APPLY_PATCH = "application/apply-patch+yaml";

    private static final Set<String> PERMANENT_NAMESPACES = Set.of("default", "kube-system");

    private final ObjectStore store;
    private final TypeRegistry types;
    private final ObjectRules rules;
    private final ServerSideApply serverSideApply;
    private final ObjectRemoval removal;

    WriteVerbs(
            ObjectStore store,
            TypeRegistry types,
            ObjectRules rules,
            ServerSideApply serverSideApply,
            ObjectRemoval removal) {
        this.store = store;
        this.types = types;
        this.rules = rules;
        this.serverSideApply = serverSideApply;
        this.removal = removal;
    }

    ApiObject create(ResourceType type, String namespace, ObjectNode sent, ApiRequest request) {
        return store.atomically(() -> {
            ApiObject object = rules.prepareNew(type, namespace, sent, request);
            ObjectKey key = type.key(namespace, object.name());
            if (type.namespaced()) {
                requireNamespace(type, object);
            }
            if (store.get(key).isPresent()) {
                throw ApiException.alreadyExists(type, object.name());
            }
            return commit(type, key, object, request);
        });
    }

    ApiObject update(ResourceType type, ResourcePath path, ApiRequest request) {
        ObjectKey key = type.key(path.namespace(), path.name());
        return store.atomically(() -> {
            ApiObject current = store.get(key).orElseThrow(() -> ApiException.notFound(type, path.name()));
            return replace(type, key, current, request.object(), path.subresource(), request);
        });
    }

    ApiObject patch(ResourceType type, ResourcePath path, ApiRequest request) {
        ObjectKey key = type.key(path.namespace(), path.name());
        return store.atomically(() -> {
            boolean applies = request.contentType().equals(APPLY_PATCH);
            ApiObject stored = store.get(key)
                    .or(() -> applies && path.subresource().isEmpty()
                            ? Optional.of(createApplied(type, path, request))
                            : Optional.empty())
                    .map(object ->
                            replace(type, key, object, patched(type, object, request), path.subresource(), request))
                    .orElseThrow(() -> ApiException.notFound(type, path.name()));
            if (applies && !request.isDryRun()) {
                serverSideApply.remember(stored.uid(), manager(path, request), request.object());
            }
            return stored;
        });
    }

    /**
     * Deletes one object.
     *
     * @return a {@code Status} when the object is gone, the object itself when it waits for its finalizers
     */
    ObjectNode delete(ResourceType type, ResourcePath path, ApiRequest request) {
        ObjectKey key = type.key(path.namespace(), path.name());
        return store.atomically(() -> {
            ApiObject current = store.get(key).orElseThrow(() -> ApiException.notFound(type, path.name()));
            checkPreconditions(type, current, request);
            if (type.is("", "namespaces") && PERMANENT_NAMESPACES.contains(path.name())) {
                throw ApiException.forbidden(type, path.name(), "this namespace may not be deleted");
            }
            if (!request.isDryRun()) {
                removal.delete(key);
            }
            return store.get(key)
                    .filter(object -> !request.isDryRun())
                    .map(ApiObject::json)
                    .orElseGet(() -> success(type, current));
        });
    }

    /** Deletes everything that is selected and answers with what was there. */
    List<ApiObject> deleteCollection(ObjectSelection selection, ApiRequest request) {
        return store.atomically(() -> {
            List<ApiObject> selected = store.list(selection).objects();
            if (!request.isDryRun()) {
                selected.forEach(object -> removal.delete(selection.type().key(object.namespace(), object.name())));
            }
            return selected;
        });
    }

    private ApiObject createApplied(ResourceType type, ResourcePath path, ApiRequest request) {
        ObjectNode sent = request.object();
        sent.withObjectProperty("metadata").put("name", path.name());
        return create(type, path.namespace(), sent, request);
    }

    private ObjectNode patched(ResourceType type, ApiObject current, ApiRequest request) {
        JsonNode patch = request.json();
        JsonNode result = switch (request.contentType()) {
            case "application/json-patch+json" -> jsonPatched(type, current, patch);
            case "application/merge-patch+json" -> JsonMergePatch.apply(current.json(), patch);
            case APPLY_PATCH ->
                serverSideApply.merge(
                        current,
                        patch,
                        manager(ResourcePath.parse(request.path()).orElseThrow(), request),
                        type.schema());
            case "application/strategic-merge-patch+json" -> {
                if (type.isCustom()) {
                    throw unknownFormat();
                }
                yield StrategicMergePatch.apply(current.json(), patch, ListKeys.none());
            }
            default -> throw unknownFormat();
        };
        if (result instanceof ObjectNode object) {
            return object;
        }
        throw ApiException.badRequest("The patch turns the object into something that is no object.");
    }

    private static ApiException unknownFormat() {
        return ApiException.unsupportedMediaType(
                "the body of the request was in an unknown format - accepted media types include: "
                        + "application/json-patch+json, application/merge-patch+json, " + APPLY_PATCH);
    }

    private static JsonNode jsonPatched(ResourceType type, ApiObject current, JsonNode patch) {
        try {
            return JsonPatch.apply(patch, current.json());
        } catch (JsonPatchException refused) {
            throw ApiException.invalid(type, current.name(), List.of(refused.getMessage()));
        }
    }

    private static String manager(ResourcePath path, ApiRequest request) {
        return request.fieldManager() + "/" + path.subresource();
    }

    private ApiObject replace(
            ResourceType type,
            ObjectKey key,
            ApiObject current,
            ObjectNode sent,
            String subresource,
            ApiRequest request) {
        ApiObject object = rules.prepareUpdate(type, current, sent, subresource, request);
        ApiObject stored = commit(type, key, object, request);
        if (!request.isDryRun()) {
            removal.finishIfFree(key);
        }
        return stored;
    }

    private ApiObject commit(ResourceType type, ObjectKey key, ApiObject object, ApiRequest request) {
        if (request.isDryRun()) {
            return object;
        }
        ApiObject stored = store.put(key, object);
        if (type.is("apiextensions.k8s.io", "customresourcedefinitions")) {
            types.define(stored.json());
        }
        return stored;
    }

    private void requireNamespace(ResourceType type, ApiObject object) {
        ResourceType namespaces = types.find("", "v1", "namespaces").orElseThrow();
        ApiObject namespace = store.get(namespaces.key("", object.namespace()))
                .orElseThrow(() -> ApiException.notFound(namespaces, object.namespace()));
        if (namespace.isBeingDeleted()) {
            throw ApiException.forbidden(
                    type,
                    object.name(),
                    "unable to create new content in namespace %s because it is being terminated"
                            .formatted(object.namespace()));
        }
    }

    private static void checkPreconditions(ResourceType type, ApiObject current, ApiRequest request) {
        if (request.body().isBlank()) {
            return;
        }
        JsonNode preconditions = request.json().path("preconditions");
        String uid = preconditions.path("uid").asText(current.uid());
        String version = preconditions.path("resourceVersion").asText(current.resourceVersion());
        if (!uid.equals(current.uid()) || !version.equals(current.resourceVersion())) {
            throw ApiException.conflict(
                    type,
                    current.name(),
                    "Precondition failed: the object has UID %s and resource version %s"
                            .formatted(current.uid(), current.resourceVersion()));
        }
    }

    private static ObjectNode success(ResourceType type, ApiObject deleted) {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Success");
        ObjectNode details = status.putObject("details");
        details.put("name", deleted.name());
        if (!type.group().isEmpty()) {
            details.put("group", type.group());
        }
        details.put("kind", type.plural()).put("uid", deleted.uid());
        return status;
    }
}
