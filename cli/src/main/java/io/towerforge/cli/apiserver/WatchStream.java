package io.towerforge.cli.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Answers a watch: one line of JSON for each change, until the client goes away or its time is over. */
final class WatchStream {

    /** A client that vanished is noticed when writing to it fails; a watch of its own that stays quiet ends by this. */
    private static final long LONGEST_WATCH_SECONDS = 1800;

    private final ObjectStore store;
    private final Representation representation;
    private final ScheduledExecutorService timer;

    /** One party for each open stream, and one for the server itself. */
    private final Phaser open = new Phaser(1);

    WatchStream(ObjectStore store, Representation representation, ScheduledExecutorService timer) {
        this.store = store;
        this.representation = representation;
        this.timer = timer;
    }

    void answer(HttpExchange exchange, ApiRequest request, ObjectSelection selection) throws IOException {
        WatchQueue queue = store.watch(selection, startVersion(request));
        open.register();
        int replayed = queue.size();
        ScheduledFuture<?> end = timer.schedule(queue::close, seconds(request), TimeUnit.SECONDS);
        try (queue) {
            exchange.getResponseHeaders().set("Content-Type", HttpAnswer.JSON);
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream output = exchange.getResponseBody()) {
                write(output, queue, replayed, selection.type(), request);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            end.cancel(false);
            exchange.close();
            open.arriveAndDeregister();
        }
    }

    /** Ends all streams and waits a moment for each client to be told that this is the end. */
    void close() {
        store.closeWatches();
        try {
            open.awaitAdvanceInterruptibly(open.arriveAndDeregister(), 1, TimeUnit.SECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException clientDoesNotRead) {
            // Its connection is cut when the server stops.
        }
    }

    private void write(OutputStream output, WatchQueue queue, int replayed, ResourceType type, ApiRequest request)
            throws IOException, InterruptedException {
        boolean marksEndOfReplay = request.flag("sendInitialEvents");
        if (!marksEndOfReplay && replayed == 0 && request.flag("allowWatchBookmarks")) {
            // Where nothing happens for long, the client knows at once that its watch stands.
            line(output, WatchEvent.Type.BOOKMARK, representation.bookmark(type, queue.startVersion()));
        }
        int sent = 0;
        while (true) {
            if (marksEndOfReplay && sent == replayed) {
                line(output, WatchEvent.Type.BOOKMARK, representation.endOfReplay(type, queue.startVersion()));
                marksEndOfReplay = false;
            }
            Optional<WatchQueue.Notice> notice = queue.next();
            if (notice.isEmpty()) {
                return;
            }
            ApiObject object = notice.get().object();
            line(output, notice.get().type(), representation.object(type, object, request));
            sent++;
        }
    }

    private static void line(OutputStream output, WatchEvent.Type type, JsonNode object) throws IOException {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("type", type.name()).set("object", object);
        output.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        output.flush();
    }

    private static long startVersion(ApiRequest request) {
        String version = request.parameter("resourceVersion");
        try {
            return version.isEmpty() || request.flag("sendInitialEvents") ? 0 : Long.parseLong(version);
        } catch (NumberFormatException notANumber) {
            throw ApiException.badRequest("The resource version \"" + version + "\" is not a number.");
        }
    }

    private static long seconds(ApiRequest request) {
        try {
            long asked = Long.parseLong(request.parameter("timeoutSeconds"));
            return asked > 0 ? Math.min(asked, LONGEST_WATCH_SECONDS) : LONGEST_WATCH_SECONDS;
        } catch (NumberFormatException absent) {
            return LONGEST_WATCH_SECONDS;
        }
    }
}
