package io.towerforge.cli.apiserver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the server says about itself: its version, groups and resources (Kubernetes API concepts, API Discovery; the unaggregated form). */
final class Discovery {

    private final TypeRegistry types;

    Discovery(TypeRegistry types) {
        this.types = types;
    }

    /** The answer to a path of discovery; empty when the path is none. */
    Optional<ObjectNode> answer(String path) {
        return switch (path) {
            case "/version", "/version/" -> Optional.of(version());
            case "/api", "/api/" -> Optional.of(coreVersions());
            case "/apis", "/apis/" -> Optional.of(groups());
            default -> resourcesOrGroup(path.replaceAll("^/|/$", ""));
        };
    }

    private static ObjectNode version() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("major", "1")
                .put("minor", "32")
                .put("gitVersion", "v1.32.0+towerforge-demo")
                .put("platform", "java/in-memory");
    }

    private static ObjectNode coreVersions() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("kind", "APIVersions");
        answer.putArray("versions").add("v1");
        return answer;
    }

    private ObjectNode groups() {
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("kind", "APIGroupList")
                .put("apiVersion", "v1");
        ArrayNode groups = answer.putArray("groups");
        versionsByGroup().forEach((group, versions) -> groups.add(group(group, versions)));
        return answer;
    }

    private Optional<ObjectNode> resourcesOrGroup(String path) {
        if (types.groupVersionPaths().contains(path)
                || AccessReviews.groupVersionPaths().contains(path)) {
            return Optional.of(resources(path));
        }
        String group = path.startsWith("apis/") ? path.substring("apis/".length()) : "";
        return Optional.ofNullable(versionsByGroup().get(group))
                .map(versions -> group(group, versions).put("kind", "APIGroup").put("apiVersion", "v1"));
    }

    private Map<String, Set<String>> versionsByGroup() {
        Map<String, Set<String>> versions = new LinkedHashMap<>();
        Set<String> paths = new LinkedHashSet<>(types.groupVersionPaths());
        paths.addAll(AccessReviews.groupVersionPaths());
        for (String path : paths) {
            List<String> parts = List.of(path.split("/", -1));
            if (parts.size() == 3) {
                versions.computeIfAbsent(parts.get(1), group -> new LinkedHashSet<>())
                        .add(parts.get(2));
            }
        }
        return versions;
    }

    private static ObjectNode group(String name, Set<String> versions) {
        ObjectNode group = JsonNodeFactory.instance.objectNode().put("name", name);
        ArrayNode array = group.putArray("versions");
        versions.forEach(version ->
                array.addObject().put("groupVersion", name + "/" + version).put("version", version));
        group.set("preferredVersion", array.get(0).deepCopy());
        return group;
    }

    private ObjectNode resources(String groupVersionPath) {
        String groupVersion = groupVersionPath.substring(groupVersionPath.indexOf('/') + 1);
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("kind", "APIResourceList")
                .put("apiVersion", "v1")
                .put("groupVersion", groupVersion);
        ArrayNode resources = answer.putArray("resources");
        types.in(groupVersionPath).forEach(type -> {
            ObjectNode resource = resource(type, type.plural());
            type.shortNames().forEach(resource.withArrayProperty("shortNames")::add);
            type.categories().forEach(resource.withArrayProperty("categories")::add);
            type.verbs().forEach(resource.withArrayProperty("verbs")::add);
            resources.add(resource);
            if (type.statusSubresource()) {
                ObjectNode status = resource(type, type.plural() + "/status");
                status.putArray("verbs").add("get").add("patch").add("update");
                resources.add(status);
            }
        });
        AccessReviews.in(groupVersionPath).forEach(resources::add);
        return answer;
    }

    private static ObjectNode resource(ResourceType type, String name) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("singularName", name.equals(type.plural()) ? type.singular() : "")
                .put("namespaced", type.namespaced())
                .put("kind", type.kind());
    }
}
