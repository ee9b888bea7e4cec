package io.towerforge.operator.aws.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The controls of the server at the endpoint, beside its AWS: time, the calls it received, faults, a new beginning. */
final class Rig {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A call as the server recorded it; the action is the operation's name. */
    record RecordedCall(int number, String actor, String action, boolean write) {}

    private final Endpoint endpoint;

    Rig(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Forgets everything the account holds, and every fault; the record of calls may go on. */
    void reset() {
        send("POST", "reset", Map.of());
    }

    void advance(Duration duration) {
        send("POST", "clock", Map.of("advance", duration.toMillis() / 1000.0));
    }

    /** How long whatever AWS does not do at once takes. */
    void delay(Duration duration) {
        send("POST", "settings", Map.of("delay", duration.toMillis() / 1000.0));
    }

    /** The calls with a greater number. */
    List<RecordedCall> callsAfter(int number) {
        return StreamSupport.stream(send("GET", "calls?since=" + number, null).spliterator(), false)
                .map(call -> new RecordedCall(
                        call.path("seq").intValue(),
                        call.path("actor").asText(),
                        call.path("action").asText(),
                        call.path("write").booleanValue()))
                .toList();
    }

    void addFaults(List<Map<String, Object>> rules) {
        send("POST", "faults", rules);
    }

    void clearFaults() {
        send("DELETE", "faults", null);
    }

    private JsonNode send(String method, String path, Object body) {
        HttpRequest request = HttpRequest.newBuilder(endpoint.address().resolve("/_rig/" + path))
                .timeout(ANSWERS_WITHIN)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json(body)))
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(method + " " + request.uri() + " was answered with "
                        + response.statusCode() + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Nobody answers at " + endpoint.address() + ". Is the server of -D" + Endpoint.PROPERTY
                            + " still running?",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + request.uri() + ".", e);
        }
    }

    private static String json(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("This is not JSON: " + body, e);
        }
    }
}
