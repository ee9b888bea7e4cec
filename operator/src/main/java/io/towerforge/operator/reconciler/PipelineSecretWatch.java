package io.towerforge.operator.reconciler;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.polling.PerResourcePollingConfigurationBuilder;
import io.javaoperatorsdk.operator.processing.event.source.polling.PerResourcePollingEventSource;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every half minute whether a Secret that pipelines use has changed, by name: to watch Secrets would need the right to list all
 * of a namespace. Of what it reads it keeps versions only.
 */
final class PipelineSecretWatch {
    private static final Logger LOG = LoggerFactory.getLogger(PipelineSecretWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final Secrets secrets;

    PipelineSecretWatch(Secrets secrets) {
        this.secrets = secrets;
    }

    EventSource<?, AwsBatchComputeEnvironment> source(EventSourceContext<AwsBatchComputeEnvironment> context) {
        return new PerResourcePollingEventSource<>(
                String.class,
                context,
                new PerResourcePollingConfigurationBuilder<String, AwsBatchComputeEnvironment, String>(
                                this::states, EVERY)
                        .withName("pipeline-secrets")
                        .withRegisterPredicate(PipelineSecretWatch::usesSecrets)
                        .withResourceIDMapper(state -> "all")
                        .build());
    }

    private static boolean usesSecrets(AwsBatchComputeEnvironment environment) {
        return environment.getSpec() != null
                && !environment.getSpec().pipelineSecrets().isEmpty();
    }

    private Set<String> states(AwsBatchComputeEnvironment environment) {
        try {
            return Set.of(PipelineSecretReader.state(
                    secrets,
                    environment.getMetadata().getNamespace(),
                    environment.getSpec().pipelineSecrets()));
        } catch (KubernetesClientException e) {
            LOG.warn("The Secrets of pipelines could not be looked at: {}", e.getMessage());
            return Set.of();
        }
    }
}
