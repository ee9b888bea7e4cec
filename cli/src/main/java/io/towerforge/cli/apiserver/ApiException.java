package io.towerforge.cli.apiserver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A refusal, in the form in which Kubernetes clients expect one: an HTTP status with a {@code Status} object. */
final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A violation that begins with the path of a member, as in {@code spec.region: Required value}. */
    private static final Pattern LOCATED = Pattern.compile("(?<path>[A-Za-z][^\\s:]*): (?<message>.*)", Pattern.DOTALL);

    private final int code;
    private final String reason;
    private final transient ObjectNode details;

    private ApiException(int code, String reason, String message, ObjectNode details) {
        super(message);
        this.code = code;
        this.reason = reason;
        this.details = details;
    }

    int code() {
        return code;
    }

    /** The refusal as a {@code Status} object of the core API. */
    ObjectNode status() {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Failure").put("message", getMessage()).put("reason", reason);
        if (details != null && !details.isEmpty()) {
            status.set("details", details);
        }
        status.put("code", code);
        return status;
    }

    static ApiException notFound(ResourceType type, String name) {
        return new ApiException(
                404, "NotFound", "%s \"%s\" not found".formatted(type.groupResource(), name), details(type, name));
    }

    static ApiException noSuchPath() {
        return new ApiException(404, "NotFound", "the server could not find the requested resource", null);
    }

    static ApiException alreadyExists(ResourceType type, String name) {
        return new ApiException(
                409,
                "AlreadyExists",
                "%s \"%s\" already exists".formatted(type.groupResource(), name),
                details(type, name));
    }

    static ApiException conflict(ResourceType type, String name, String why) {
        return new ApiException(
                409,
                "Conflict",
                "Operation cannot be fulfilled on %s \"%s\": %s".formatted(type.groupResource(), name, why),
                details(type, name));
    }

    static ApiException modifiedMeanwhile(ResourceType type, String name) {
        return conflict(
                type,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    static ApiException forbidden(ResourceType type, String name, String why) {
        return new ApiException(
                403,
                "Forbidden",
                "%s \"%s\" is forbidden: %s".formatted(type.groupResource(), name, why),
                details(type, name));
    }

    static ApiException badRequest(String message) {
        return new ApiException(400, "BadRequest", message, null);
    }

    static ApiException methodNotAllowed(String message) {
        return new ApiException(405, "MethodNotAllowed", message, null);
    }

    static ApiException unsupportedMediaType(String message) {
        return new ApiException(415, "UnsupportedMediaType", message, null);
    }

    static ApiException expired(long asked, long oldest) {
        return new ApiException(410, "Expired", "too old resource version: %d (%d)".formatted(asked, oldest), null);
    }

    /** The object breaks rules; each violation is a sentence and is listed as a cause of its own. */
    static ApiException invalid(ResourceType type, String name, List<String> violations) {
        ObjectNode details = details(type, name);
        details.put("kind", type.kind());
        var causes = details.putArray("causes");
        violations.forEach(violation -> {
            Matcher located = LOCATED.matcher(violation);
            boolean hasPath = located.matches();
            causes.addObject()
                    .put("reason", "FieldValueInvalid")
                    .put("message", hasPath ? located.group("message") : violation)
                    .put("field", hasPath ? located.group("path") : "spec");
        });
        String all = violations.size() == 1 ? violations.get(0) : "[" + String.join(", ", violations) + "]";
        String kind = type.group().isEmpty() ? type.kind() : type.kind() + "." + type.group();
        return new ApiException(422, "Invalid", "%s \"%s\" is invalid: %s".formatted(kind, name, all), details);
    }

    private static ObjectNode details(ResourceType type, String name) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        details.put("name", name);
        if (!type.group().isEmpty()) {
            details.put("group", type.group());
        }
        details.put("kind", type.plural());
        return details;
    }
}
