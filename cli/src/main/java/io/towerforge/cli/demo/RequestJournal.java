package io.towerforge.cli.demo;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The requests to Kubernetes that change something, as one client sent them. */
public final class RequestJournal implements Interceptor {
    private final List<Write> writes = new CopyOnWriteArrayList<>();

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (!request.method().equals("GET")) {
            writes.add(new Write(request.method(), request.uri().getPath(), request.bodyString()));
        }
    }

    /** Everything so far, in the order it was sent; what was sent again after a failure is there again. */
    public List<Write> writes() {
        return List.copyOf(writes);
    }

    /**
     * One request.
     *
     * @param method the HTTP method
     * @param path the path without the query
     * @param body null when there is none
     */
    public record Write(
            String method, String path, @Nullable String body) {
        /** Whether it writes an Event, of which nothing depends. */
        public boolean isEvent() {
            return path.contains("/events");
        }
    }
}
