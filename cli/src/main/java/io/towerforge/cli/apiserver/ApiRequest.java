package io.towerforge.cli.apiserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A request as the verbs need it.
 *
 * @param accept the Accept header, empty when there is none
 * @param contentType the media type of the body without its parameters
 * @param body text; of protobuf, each byte as the character of the same number
 * @param warnings what the answer will tell the user in Warning headers; the verbs add to it
 */
record ApiRequest(
        String method,
        String path,
        Map<String, String> query,
        String accept,
        String contentType,
        String userAgent,
        String body,
        List<String> warnings) {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROTOBUF = "protobuf";
    private static final YAMLMapper YAML = new YAMLMapper();

    static ApiRequest read(HttpExchange exchange) throws IOException {
        String contentType = header(exchange, "Content-Type");
        int parameters = contentType.indexOf(';');
        if (parameters >= 0) {
            contentType = contentType.substring(0, parameters);
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        return new ApiRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                parseQuery(exchange.getRequestURI().getRawQuery()),
                header(exchange, "Accept"),
                contentType.strip(),
                header(exchange, "User-Agent"),
                new String(body, contentType.contains(PROTOBUF) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8),
                new ArrayList<>());
    }

    String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    boolean flag(String name) {
        String value = parameter(name);
        return value.equals("true") || value.equals("1");
    }

    /** Whether the request is only to be tried. */
    boolean isDryRun() {
        return parameter("dryRun").equals("All");
    }

    boolean isProtobuf() {
        return contentType.contains(PROTOBUF);
    }

    /** Whether the client asks for a table, as {@code kubectl get} does. */
    boolean wantsTable() {
        return accept.contains("as=Table");
    }

    /** Who writes, for server-side apply: the field manager, or the name of the client. */
    String fieldManager() {
        return query.containsKey("fieldManager")
                ? parameter("fieldManager")
                : userAgent.split("/", 2)[0];
    }

    /**
     * The body as JSON; YAML is read as well, and of protobuf what {@link ProtobufBody} reads.
     *
     * @throws ApiException with code 415 for other protobuf, and with code 400 for what cannot be parsed
     */
    JsonNode json() {
        if (isProtobuf()) {
            return ProtobufBody.toJson(body.getBytes(StandardCharsets.ISO_8859_1));
        }
        try {
            return contentType.contains("yaml") ? YAML.readTree(body) : JSON.readTree(body);
        } catch (JsonProcessingException unreadable) {
            throw ApiException.badRequest(
                    "The body of the request cannot be parsed: " + unreadable.getOriginalMessage());
        }
    }

    /** The body as an object. */
    ObjectNode object() {
        if (json() instanceof ObjectNode object) {
            return object;
        }
        throw ApiException.badRequest("The body of the request must be one JSON object.");
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static Map<String, String> parseQuery(String query) {
        Map<String, String> parameters = new HashMap<>();
        if (query != null) {
            for (String part : query.split("&", -1)) {
                String[] sides = part.split("=", 2);
                parameters.put(decode(sides[0]), sides.length > 1 ? decode(sides[1]) : "");
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
