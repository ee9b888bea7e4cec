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
record HttpAnswer(int code, String contentType, byte[] body) {

    static final String JSON = "application/json";

    static HttpAnswer ok(JsonNode body) {
        return of(200, body);
    }

    static HttpAnswer of(int code, JsonNode body) {
        return new HttpAnswer(code, JSON, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    HttpAnswer as(String otherContentType) {
        return new HttpAnswer(code, otherContentType, body);
    }

    void send(HttpExchange exchange, ApiRequest request) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        request.warnings()
                .forEach(warning -> exchange.getResponseHeaders()
                        .add("Warning", "299 - \"%s\"".formatted(warning.replace("\"", "\\\""))));
        boolean head = request.method().equals("HEAD");
        exchange.sendResponseHeaders(code, head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            try (OutputStream output = exchange.getResponseBody()) {
                output.write(body);
            }
        }
        exchange.close();
    }
}
