package io.towerforge.cli.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Locale;

/**
 * One resource in one version, as discovery lists it.
 *
 * @param group empty for the core group
 * @param writable false for what can be listed but not created, since nothing in this server would make it come true
 * @param statusSubresource whether {@code status} is written by its own path only
 * @param columns what {@code kubectl get} shows
 * @param schema the OpenAPI schema of a custom resource; a missing node for a built-in one, which is stored as it comes
 */
record ResourceType(
        String group,
        String version,
        String plural,
        String singular,
        String kind,
        boolean namespaced,
        boolean writable,
        List<String> shortNames,
        List<String> categories,
        boolean statusSubresource,
        List<TableColumn> columns,
        JsonNode schema) {

    ResourceType {
        shortNames = List.copyOf(shortNames);
        categories = List.copyOf(categories);
        columns = List.copyOf(columns);
    }

    /** A resource every cluster has, without a schema. */
    static ResourceType builtIn(
            String apiVersion,
            String plural,
            String kind,
            boolean namespaced,
            List<TableColumn> columns,
            String... shortNames) {
        int slash = apiVersion.indexOf('/');
        return new ResourceType(
                slash < 0 ? "" : apiVersion.substring(0, slash),
                apiVersion.substring(slash + 1),
                plural,
                kind.toLowerCase(Locale.ROOT),
                kind,
                namespaced,
                true,
                List.of(shortNames),
                List.of(),
                plural.equals("namespaces") || plural.equals("customresourcedefinitions"),
                columns,
                MissingNode.getInstance());
    }

    /** The same resource, but it can only be listed. */
    ResourceType readOnly() {
        return new ResourceType(
                group,
                version,
                plural,
                singular,
                kind,
                namespaced,
                false,
                shortNames,
                categories,
                statusSubresource,
                columns,
                schema);
    }

    boolean isCustom() {
        return !schema.isMissingNode();
    }

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** How error messages name a resource: {@code configmaps}, {@code leases.coordination.k8s.io}. */
    String groupResource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** The path of the group and version without a leading slash: {@code api/v1}, {@code apis/apps/v1}. */
    String groupVersionPath() {
        return group.isEmpty() ? "api/" + version : "apis/" + group + "/" + version;
    }

    boolean is(String otherGroup, String otherPlural) {
        return group.equals(otherGroup) && plural.equals(otherPlural);
    }

    ObjectKey key(String namespace, String name) {
        return new ObjectKey(group, plural, namespaced ? namespace : "", name);
    }

    List<String> verbs() {
        return writable
                ? List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch")
                : List.of("get", "list", "watch");
    }
}
