package io.towerforge.operator.reconciler;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The door through which the framework comes in, for live and deleted objects alike: we keep the finalizer ourselves, because it
 * goes on only after a first good look at AWS and before the first write there.
 */
@ControllerConfiguration(
        name = EnvironmentController.NAME,
        generationAwareEventProcessing = false,
        triggerReconcilerOnAllEvents = true)
public final class EnvironmentController implements Reconciler<AwsBatchComputeEnvironment> {
    public static final String NAME = "awsbatchcomputeenvironment";

    private final Cluster cluster;
    private final EnvironmentReconciler environments;
    private final Heartbeat heartbeat;
    private final Secrets secrets;
    private final SimpleInboundEventSource<AwsBatchComputeEnvironment> wakeUps =
            new SimpleInboundEventSource<>("wake-ups");
    private volatile Supplier<Stream<AwsBatchComputeEnvironment>> lookedAfter = Stream::empty;

    public EnvironmentController(
            Cluster cluster, EnvironmentReconciler environments, Heartbeat heartbeat, Secrets secrets) {
        this.secrets = secrets;
        this.cluster = cluster;
        this.environments = environments;
        this.heartbeat = heartbeat;
    }

    @Override
    public List<EventSource<?, AwsBatchComputeEnvironment>> prepareEventSources(
            EventSourceContext<AwsBatchComputeEnvironment> context) {
        lookedAfter = () -> context.getPrimaryCache()
                .list(environment -> heartbeat.knows(environment.getMetadata().getUid()));
        return List.of(wakeUps, new PipelineSecretWatch(secrets).source(context));
    }

    /** Every environment that this process looks after, as last seen; none in a replica that does not lead. */
    public Stream<AwsBatchComputeEnvironment> lookedAfter() {
        return lookedAfter.get();
    }

    /** Something the environment depends on has changed. */
    public void wake(AwsBatchComputeEnvironment environment) {
        wakeUps.propagateEvent(ResourceID.fromResource(environment));
    }

    @Override
    public UpdateControl<AwsBatchComputeEnvironment> reconcile(
            AwsBatchComputeEnvironment object, Context<AwsBatchComputeEnvironment> context) {
        if (context.isPrimaryResourceDeleted()) {
            heartbeat.gone(object.getMetadata().getUid());
            return UpdateControl.noUpdate();
        }
        // Read anew: the framework's cache may be older than our own last write of the status.
        Optional<Duration> next = cluster.read(
                        object.getMetadata().getNamespace(),
                        object.getMetadata().getName())
                .flatMap(environments::reconcile);
        if (next.isEmpty()) {
            heartbeat.gone(object.getMetadata().getUid());
            return UpdateControl.noUpdate();
        }
        heartbeat.seen(object.getMetadata().getUid(), next.get());
        return UpdateControl.<AwsBatchComputeEnvironment>noUpdate().rescheduleAfter(next.get());
    }
}
