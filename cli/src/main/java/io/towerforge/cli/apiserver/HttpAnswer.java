package io.towerforge.cli.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A complete answer.
 *
 * @param contentType the media type of the body
 */
record HttpAnswer(int code, String contentType, String body) {

    static final String JSON = "application/json";

    static HttpAnswer ok(JsonNode body) {
        return of(200, body);
    }

    static HttpAnswer of(int code, JsonNode body) {
        return new HttpAnswer(code, JSON, body.toString());
    }

    void send(HttpExchange exchange, ApiRequest request) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        request.warnings()
                .forEach(warning -> exchange.getResponseHeaders()
                        .add("Warning", "299 - \"%s\"".formatted(warning.replace("\"", "\\\""))));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean head = request.method().equals("HEAD");
        exchange.sendResponseHeaders(code, head || bytes.length == 0 ? -1 : bytes.length);
        if (!head && bytes.length > 0) {
            try (OutputStream output = exchange.getResponseBody()) {
                output.write(bytes);
            }
        }
        exchange.close();
    }
}
