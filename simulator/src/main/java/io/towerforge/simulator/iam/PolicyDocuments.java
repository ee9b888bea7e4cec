package io.towerforge.simulator.iam;

import io.towerforge.simulator.core.Service;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;

/** Policy documents as IAM takes and returns them. */
final class PolicyDocuments {
    // The SDK's own JSON reader is there with every client, and its JSON is all a policy needs.
    private static final JsonNodeParser PARSER = JsonNodeParser.create();

    private PolicyDocuments() {}

    /** Accepts a document that is a JSON object with statements, and refuses everything else as malformed. */
    static String accepted(String document) {
        if (document == null || !isPolicy(document)) {
            throw Service.IAM.error(400, "MalformedPolicyDocument", "The policy is not in the valid JSON format.");
        }
        return document;
    }

    /** Accepts a trust policy: besides, all its actions are those of AWS STS. */
    static String acceptedTrust(String document) {
        accepted(document);
        boolean onlySts = elements(PARSER.parse(document).field("Statement").orElseThrow())
                .flatMap(statement -> statement.field("Action").stream())
                .flatMap(PolicyDocuments::elements)
                .allMatch(action -> action.isString() && action.asString().startsWith("sts:"));
        if (!onlySts) {
            throw Service.IAM.error(
                    400, "MalformedPolicyDocument", "AssumeRole policy may only specify STS AssumeRole actions.");
        }
        return document;
    }

    /** A document's size as quotas count it: without white space (IAM user guide, "IAM and AWS STS quotas"). */
    static int size(String document) {
        return (int) document.chars()
                .filter(character -> !Character.isWhitespace(character))
                .count();
    }

    /** The form in which every read returns a document: URL-encoded by RFC 3986 (IAM API reference, GetRolePolicy). */
    static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** What a list holds; one alone may stand for a list of one (IAM user guide, "IAM JSON policy grammar"). */
    private static Stream<JsonNode> elements(JsonNode node) {
        return node.isArray() ? node.asArray().stream() : Stream.of(node);
    }

    private static boolean isPolicy(String document) {
        try {
            JsonNode node = PARSER.parse(document); // Null when there is nothing to parse.
            return node != null && node.isObject() && node.field("Statement").isPresent();
        } catch (IllegalArgumentException | UncheckedIOException unreadable) {
            return false;
        }
    }
}
