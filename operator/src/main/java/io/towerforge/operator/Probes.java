package io.towerforge.operator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The process's HTTP pages. */
final class Probes implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread daemon = new Thread(work, "probes");
        daemon.setDaemon(true);
        return daemon;
    });

    /** @param port 0 for any free one */
    Probes(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("Port " + port + " cannot be opened: " + e.getMessage(), e);
        }
        server.setExecutor(thread);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** A page that answers 200, or 503 with what is wrong. */
    Probes check(String path, Supplier<Optional<String>> wrong) {
        return page(
                path,
                "text/plain",
                () -> wrong.get().map(words -> new Page(503, words)).orElse(new Page(200, "ok\n")));
    }

    Probes text(String path, String type, Supplier<String> content) {
        return page(path, type, () -> new Page(200, content.get()));
    }

    private Probes page(String path, String type, Supplier<Page> page) {
        server.createContext(path, exchange -> {
            Page answer = page.get();
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(answer.status(), body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        return this;
    }

    @Override
    public void close() {
        server.stop(0);
        thread.shutdownNow();
    }

    private record Page(int status, String body) {}
}
