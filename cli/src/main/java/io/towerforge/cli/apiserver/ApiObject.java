package io.towerforge.cli.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * One Kubernetes object as JSON, with names for the parts of its metadata that the server itself reads and writes.
 * The wrapper does not copy: what is stored or answered is separated from what is edited by {@link #copy()}.
 */
record ApiObject(ObjectNode json) {

    ApiObject copy() {
        return new ApiObject(json.deepCopy());
    }

    /** The metadata of the object, created when the object came without any. */
    ObjectNode metadata() {
        return json.withObjectProperty("metadata");
    }

    String name() {
        return json.at("/metadata/name").asText("");
    }

    String namespace() {
        return json.at("/metadata/namespace").asText("");
    }

    String uid() {
        return json.at("/metadata/uid").asText("");
    }

    String resourceVersion() {
        return json.at("/metadata/resourceVersion").asText("");
    }

    String kind() {
        return json.path("kind").asText("");
    }

    long generation() {
        return json.at("/metadata/generation").asLong(0);
    }

    boolean isBeingDeleted() {
        return json.at("/metadata").hasNonNull("deletionTimestamp");
    }

    List<String> finalizers() {
        List<String> finalizers = new ArrayList<>();
        json.at("/metadata/finalizers").forEach(finalizer -> finalizers.add(finalizer.asText()));
        return finalizers;
    }

    List<String> ownerUids() {
        List<String> owners = new ArrayList<>();
        json.at("/metadata/ownerReferences")
                .forEach(owner -> owners.add(owner.path("uid").asText()));
        return owners;
    }

    /** Marks the object as being deleted, which also counts as a new generation of it. */
    void markForDeletion(Instant now) {
        metadata().put("deletionTimestamp", timestamp(now));
        metadata().put("deletionGracePeriodSeconds", 0);
        if (generation() > 0) {
            metadata().put("generation", generation() + 1);
        }
    }

    /** Whether both say the same, their resource versions aside. */
    boolean saysTheSameAs(ApiObject other) {
        ApiObject mine = copy();
        ApiObject theirs = other.copy();
        mine.metadata().remove("resourceVersion");
        theirs.metadata().remove("resourceVersion");
        return mine.json.equals(theirs.json);
    }

    /** Drops a member of the metadata when it is there but holds nothing, as a real API server does. */
    void dropEmptyMetadata(String... members) {
        for (String member : members) {
            JsonNode value = metadata().get(member);
            if (value != null && (value.isNull() || (value.isContainerNode() && value.isEmpty()))) {
                metadata().remove(member);
            }
        }
    }

    ArrayNode setFinalizers(List<String> finalizers) {
        ArrayNode array = metadata().putArray("finalizers");
        finalizers.forEach(array::add);
        return array;
    }

    /** The way Kubernetes writes an instant in metadata: RFC 3339 in whole seconds. */
    static String timestamp(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
