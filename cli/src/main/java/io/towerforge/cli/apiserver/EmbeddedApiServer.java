package io.towerforge.cli.apiserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The API server of the demo: plain HTTP on the loopback interface, everything in memory, gone when closed. The
 * namespaces {@code default} and {@code kube-system} and the given CRDs are there from the start.
 *
 * <p>It speaks the API itself in place of using the fabric8 mock server, because kubectl watches over a plain HTTP stream
 * and that server sends each response as one piece.
 */
public final class EmbeddedApiServer implements AutoCloseable {

    private static final String CONTEXT = "towerforge-demo";

    /** Read by the JDK's server when it is loaded: without it each answer may wait 40 ms for an acknowledgement. */
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private final HttpServer server;
    private final ExecutorService workers;
    private final ScheduledExecutorService timer;
    private final WatchStream watchStream;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedApiServer(
            HttpServer server, ExecutorService workers, ScheduledExecutorService timer, WatchStream watchStream) {
        this.server = server;
        this.workers = workers;
        this.timer = timer;
        this.watchStream = watchStream;
    }

    /**
     * Starts a server; when this returns it answers.
     *
     * @throws UncheckedIOException when the port is taken
     * @throws IllegalArgumentException when a CRD cannot be read
     */
    public static EmbeddedApiServer start(ApiServerOptions options) {
        System.setProperty(NO_DELAY, "true");
        HttpServer server = bind(options.port());
        ThreadFactory threads = work -> {
            Thread thread = new Thread(work, "api-server");
            thread.setDaemon(true);
            return thread;
        };
        ExecutorService workers = Executors.newCachedThreadPool(threads);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(threads);
        ObjectStore store = new ObjectStore();
        TypeRegistry types = new TypeRegistry();
        ServerSideApply serverSideApply = new ServerSideApply();
        WriteVerbs writeVerbs = new WriteVerbs(
                store,
                types,
                new ObjectRules(options.admission(), options.clock()),
                serverSideApply,
                new ObjectRemoval(store, types, serverSideApply, options.clock()));
        prepare(types, writeVerbs, options);
        Representation representation = new Representation(options.clock());
        WatchStream watchStream = new WatchStream(store, representation, timer);
        server.createContext("/", new ApiHandler(types, store, writeVerbs, representation, watchStream));
        server.setExecutor(workers);
        server.start();
        return new EmbeddedApiServer(server, workers, timer, watchStream);
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** The base address, without a slash at the end. */
    public String masterUrl() {
        return "http://127.0.0.1:" + port();
    }

    /** What the fabric8 client needs to talk to this server; nothing is read from the environment or from a kubeconfig. */
    public Config clientConfig() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(masterUrl())
                .withNamespace("default")
                .withTrustCerts(false)
                .withHttp2Disable(true)
                .withOnlyHttpWatches(true)
                .build();
    }

    /** A kubeconfig for kubectl, as YAML, whose current context is this server. */
    public String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                  - name: %1$s
                    cluster:
                      server: %2$s
                users:
                  - name: %1$s
                    user: {}
                contexts:
                  - name: %1$s
                    context:
                      cluster: %1$s
                      user: %1$s
                      namespace: default
                current-context: %1$s
                """.formatted(CONTEXT, masterUrl());
    }

    /** Ends all watches and stops listening; may be called again. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            watchStream.close();
            server.stop(0);
            timer.shutdownNow();
            workers.shutdownNow();
        }
    }

    private static HttpServer bind(int port) {
        try {
            return HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(
                    "The demo's API server cannot listen on port %d of 127.0.0.1. Is another demo running? Choose another port."
                            .formatted(port),
                    taken);
        }
    }

    private static void prepare(TypeRegistry types, WriteVerbs writeVerbs, ApiServerOptions options) {
        ApiRequest request =
                new ApiRequest("POST", "/", Map.of(), "", HttpAnswer.JSON, "api-server", "", new ArrayList<>());
        ResourceType namespaces = types.find("", "v1", "namespaces").orElseThrow();
        for (String name : List.of("default", "kube-system")) {
            ObjectNode namespace = JsonNodeFactory.instance.objectNode();
            namespace.putObject("metadata").put("name", name);
            writeVerbs.create(namespaces, "", namespace, request);
        }
        ResourceType definitions = types.find("apiextensions.k8s.io", "v1", "customresourcedefinitions")
                .orElseThrow();
        options.customResourceDefinitions()
                .forEach(definition -> writeVerbs.create(definitions, "", parse(definition), request));
    }

    private static ObjectNode parse(String definition) {
        try {
            if (new YAMLMapper().readTree(definition) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException(
                    "A CRD cannot be parsed: " + unreadable.getOriginalMessage(), unreadable);
        }
        throw new IllegalArgumentException("A CRD must be one YAML object.");
    }
}
