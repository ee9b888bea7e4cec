package io.towerforge.operator.reconciler;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.operator.reconciler.Cluster.EventType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kubernetes events, deduplicated: the same words about the same object are one event whose count goes up, at most once a
 * minute. An event that cannot be written is logged and forgotten; nothing depends on events.
 */
public final class EventRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
    private static final Duration BETWEEN_REPEATS = Duration.ofMinutes(1);

    /** The API server refuses longer ones (Kubernetes API reference, Event: message). */
    private static final int LONGEST_MESSAGE = 1024;

    private static final int MOST_REMEMBERED = 10_000;
    private static final String NAMESPACE_TERMINATING = "NamespaceTerminating";
    private static final String COMPONENT = "towerforge";

    private final KubernetesClient client;
    private final InstantSource clock;
    private final ConcurrentMap<String, Instant> lastWritten = new ConcurrentHashMap<>();

    public EventRecorder(KubernetesClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    void record(AwsBatchComputeEnvironment object, EventType type, String reason, String message) {
        String words = message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 1) + "…";
        String name = name(object, reason, words);
        Instant now = clock.instant();
        Instant last = lastWritten.get(name);
        if (last != null && last.plus(BETWEEN_REPEATS).isAfter(now)) {
            return;
        }
        if (lastWritten.size() > MOST_REMEMBERED) {
            lastWritten
                    .values()
                    .removeIf(written -> written.plus(BETWEEN_REPEATS).isBefore(now));
        }
        lastWritten.put(name, now);
        if (words.length() < message.length()) {
            LOG.info("{}: {}", reason, message);
        }
        try {
            write(
                    object,
                    type,
                    reason,
                    words,
                    name,
                    now.truncatedTo(ChronoUnit.SECONDS).toString());
        } catch (KubernetesClientException e) {
            if (isOfANamespaceThatGoes(e)) {
                // The log is the only place left for it.
                LOG.info("{}: {}", reason, words);
            } else {
                LOG.warn("Event {} could not be written: {}", reason, e.getMessage());
            }
        }
    }

    private void write(
            AwsBatchComputeEnvironment object, EventType type, String reason, String words, String name, String now) {
        String namespace = object.getMetadata().getNamespace();
        var resource = client.v1().events().inNamespace(namespace).withName(name);
        Event stored = resource.get();
        if (stored != null) {
            resource.edit(event -> new EventBuilder(event)
                    .withCount(event.getCount() == null ? 2 : event.getCount() + 1)
                    .withLastTimestamp(now)
                    .build());
            return;
        }
        client.v1()
                .events()
                .inNamespace(namespace)
                .resource(new EventBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewInvolvedObject()
                        .withApiVersion(object.getApiVersion())
                        .withKind(object.getKind())
                        .withNamespace(namespace)
                        .withName(object.getMetadata().getName())
                        .withUid(object.getMetadata().getUid())
                        .endInvolvedObject()
                        .withType(type.value())
                        .withReason(reason)
                        .withMessage(words)
                        .withCount(1)
                        .withFirstTimestamp(now)
                        .withLastTimestamp(now)
                        .withNewSource()
                        .withComponent(COMPONENT)
                        .endSource()
                        .withReportingComponent(COMPONENT)
                        .build())
                .create();
    }

    /** Nothing new is taken into a namespace that is being deleted (Kubernetes documentation, "Namespaces"). */
    private static boolean isOfANamespaceThatGoes(KubernetesClientException e) {
        return e.getStatus() != null
                && e.getStatus().getDetails() != null
                && e.getStatus().getDetails().getCauses().stream()
                        .anyMatch(cause -> NAMESPACE_TERMINATING.equals(cause.getReason()));
    }

    /** The same words about the same object have the same name, in every process. */
    private static String name(AwsBatchComputeEnvironment object, String reason, String words) {
        String key = object.getMetadata().getUid() + "/" + reason + "/" + words;
        return object.getMetadata().getName() + "."
                + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "")
                        .substring(0, 16);
    }
}
