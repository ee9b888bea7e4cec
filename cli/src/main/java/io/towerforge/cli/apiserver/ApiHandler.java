package io.towerforge.cli.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** Leads each request to what answers it, and turns refusals into {@code Status} objects. */
final class ApiHandler implements HttpHandler {

    private final TypeRegistry types;
    private final ObjectStore store;
    private final WriteVerbs writeVerbs;
    private final Representation representation;
    private final WatchStream watchStream;
    private final Discovery discovery;
    private final OpenApiDocuments openApi;

    ApiHandler(
            TypeRegistry types,
            ObjectStore store,
            WriteVerbs writeVerbs,
            Representation representation,
            WatchStream watchStream) {
        this.types = types;
        this.store = store;
        this.writeVerbs = writeVerbs;
        this.representation = representation;
        this.watchStream = watchStream;
        this.discovery = new Discovery(types);
        this.openApi = new OpenApiDocuments(types);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        ApiRequest request = ApiRequest.read(exchange);
        try {
            Optional<ObjectSelection> watched = watchedBy(request);
            if (watched.isEmpty()) {
                answer(request).send(exchange, request);
            } else if (isWebSocket(exchange)) {
                refuseWebSocket(exchange);
            } else {
                watchStream.answer(exchange, request, watched.get());
            }
        } catch (ApiException refusal) {
            HttpAnswer.of(refusal.code(), refusal.status()).send(exchange, request);
        } catch (RuntimeException bug) {
            internalError(bug).send(exchange, request);
        }
    }

    /**
     * Clients that prefer a WebSocket for their watches take status 200 in place of the upgrade as "not here" and go on
     * with a plain stream, because some proxies answer like that.
     */
    private static void refuseWebSocket(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static boolean isWebSocket(HttpExchange exchange) {
        return "websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Upgrade"));
    }

    private static HttpAnswer internalError(RuntimeException bug) {
        return HttpAnswer.of(
                500,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", "Status")
                        .put("apiVersion", "v1")
                        .put("status", "Failure")
                        .put("reason", "InternalError")
                        .put("message", "The demo's API server failed on this request: " + bug)
                        .put("code", 500));
    }

    private Optional<ObjectSelection> watchedBy(ApiRequest request) {
        if (!request.method().equals("GET") || !request.flag("watch")) {
            return Optional.empty();
        }
        return ResourcePath.parse(request.path()).map(path -> {
            ObjectSelection selection = selection(typeOf(path), path, request);
            return path.name().isEmpty()
                    ? selection
                    : new ObjectSelection(
                            selection.type(),
                            selection.namespace(),
                            selection.predicate().and(object -> object.name().equals(path.name())));
        });
    }

    private HttpAnswer answer(ApiRequest request) {
        Optional<HttpAnswer> health = Stream.of("/healthz", "/livez", "/readyz")
                .filter(request.path()::equals)
                .findFirst()
                .map(path -> new HttpAnswer(200, "text/plain", "ok"));
        if (health.isPresent()) {
            return health.get();
        }
        Optional<? extends JsonNode> document = AccessReviews.answer(request)
                .or(() -> openApi.answer(request.path()))
                .or(() -> discovery.answer(request.path()));
        if (document.isPresent()) {
            return HttpAnswer.of(request.method().equals("POST") ? 201 : 200, document.get());
        }
        ResourcePath path = ResourcePath.parse(request.path()).orElseThrow(ApiException::noSuchPath);
        ResourceType type = typeOf(path);
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        if (!reads && !type.writable()) {
            throw ApiException.methodNotAllowed(
                    "This is the API server of a demo: it has no %s and can make none.".formatted(type.plural()));
        }
        return path.name().isEmpty() ? onCollection(type, path, request) : onObject(type, path, request);
    }

    private HttpAnswer onCollection(ResourceType type, ResourcePath path, ApiRequest request) {
        return switch (request.method()) {
            case "GET", "HEAD" -> {
                ObjectStore.Snapshot snapshot = store.list(selection(type, path, request));
                yield HttpAnswer.ok(
                        representation.list(type, snapshot.objects(), String.valueOf(snapshot.version()), request));
            }
            case "POST" ->
                HttpAnswer.of(
                        201,
                        representation.object(
                                type, writeVerbs.create(type, path.namespace(), request.object(), request), request));
            case "DELETE" ->
                HttpAnswer.ok(representation.list(
                        type, writeVerbs.deleteCollection(selection(type, path, request), request), "", request));
            default -> throw notAllowed(request);
        };
    }

    private HttpAnswer onObject(ResourceType type, ResourcePath path, ApiRequest request) {
        boolean known = path.subresource().isEmpty()
                || (path.subresource().equals("status") && type.statusSubresource())
                || (path.subresource().equals("finalize") && type.is("", "namespaces"));
        if (!known) {
            throw ApiException.noSuchPath();
        }
        return switch (request.method()) {
            case "GET", "HEAD" -> {
                ApiObject object = store.get(type.key(path.namespace(), path.name()))
                        .orElseThrow(() -> ApiException.notFound(type, path.name()));
                yield HttpAnswer.ok(representation.object(type, object, request));
            }
            case "PUT" -> HttpAnswer.ok(representation.object(type, writeVerbs.update(type, path, request), request));
            case "PATCH" -> HttpAnswer.ok(representation.object(type, writeVerbs.patch(type, path, request), request));
            case "DELETE" -> HttpAnswer.ok(writeVerbs.delete(type, path, request));
            default -> throw notAllowed(request);
        };
    }

    private static ApiException notAllowed(ApiRequest request) {
        return ApiException.methodNotAllowed(
                "The method %s is not allowed on %s.".formatted(request.method(), request.path()));
    }

    private ResourceType typeOf(ResourcePath path) {
        return types.find(path.group(), path.version(), path.plural()).orElseThrow(ApiException::noSuchPath);
    }

    private static ObjectSelection selection(ResourceType type, ResourcePath path, ApiRequest request) {
        return ObjectSelection.of(
                type, path.namespace(), request.parameter("labelSelector"), request.parameter("fieldSelector"));
    }
}
