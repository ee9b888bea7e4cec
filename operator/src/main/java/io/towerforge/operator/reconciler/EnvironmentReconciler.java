package io.towerforge.operator.reconciler;

import io.towerforge.api.v1alpha1.Annotations;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.SpecValidator;
import io.towerforge.api.v1alpha1.SupportedFields;
import io.towerforge.api.v1alpha1.TowerForgeApi;
import io.towerforge.api.v1alpha1.Violation;
import io.towerforge.operator.aws.AwsFailure;
import io.towerforge.operator.desired.EnvironmentId;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.status.Reasons;
import io.towerforge.operator.status.Snapshot;
import io.towerforge.operator.status.StatusFactory;
import io.towerforge.operator.status.Verdict;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One pass over one environment. Remembers nothing that matters: everything is read again, so the process may die at any line.
 */
public final class EnvironmentReconciler {
    private final Cluster cluster;
    private final Accounts accounts;
    private final InstantSource clock;
    private final Pace pace;
    private final StatusWriter statusWriter;
    private final Witness witness;
    private final LivePass live;
    private final DeletionPass deletion;

    public EnvironmentReconciler(Cluster cluster, Accounts accounts, InstantSource clock) {
        this.cluster = cluster;
        this.accounts = accounts;
        this.clock = clock;
        this.pace = new Pace(clock);
        this.statusWriter = new StatusWriter(cluster, clock);
        this.witness = new Witness(clock.instant());
        this.live = new LivePass(cluster, statusWriter, pace, witness);
        this.deletion = new DeletionPass(cluster, statusWriter, pace, witness);
    }

    /** @return when to come back; empty when the object needs no more attention */
    public Optional<Duration> reconcile(AwsBatchComputeEnvironment object) {
        boolean deleting = object.getMetadata().getDeletionTimestamp() != null;
        boolean ours = object.getMetadata().getFinalizers() != null
                && object.getMetadata().getFinalizers().contains(TowerForgeApi.FINALIZER);
        if (deleting && !ours) {
            forget(object);
            return Optional.empty();
        }
        if (deleting && deletion.retains(object)) {
            deletion.release(object);
            forget(object);
            return Optional.empty();
        }
        String uid = object.getMetadata().getUid();
        Snapshot snapshot = new Snapshot(object, EnvironmentId.of(uid), clock.instant());
        Optional<Rejection> rejection = deleting ? Optional.empty() : rejection(object);
        if (rejection.isPresent()) {
            statusWriter.write(
                    object,
                    StatusFactory.of(
                            snapshot,
                            new Verdict(snapshot)
                                    .rejected(
                                            rejection.get().reason(),
                                            rejection.get().message())),
                    false);
            return Optional.of(pace.parked(uid));
        }
        try {
            PassContext context = new PassContext(
                    object,
                    snapshot,
                    accounts.in(object.getSpec().region()),
                    new StackId(
                            cluster.id(),
                            uid,
                            object.getMetadata().getNamespace(),
                            object.getMetadata().getName(),
                            snapshot.environmentId()));
            if (!deleting) {
                return Optional.of(live.run(context));
            }
            Optional<Duration> next = deletion.run(context);
            if (next.isEmpty()) {
                forget(object);
            }
            return next;
        } catch (AwsFailure failure) {
            if (deleting && deletion.abandons(object, failure)) {
                forget(object);
                return Optional.empty();
            }
            statusWriter.write(object, StatusFactory.of(snapshot, new Verdict(snapshot).failed(failure)), false);
            return Optional.of(pace.afterFailure(uid, failure));
        }
    }

    private void forget(AwsBatchComputeEnvironment object) {
        String uid = object.getMetadata().getUid();
        pace.forget(uid);
        statusWriter.forget(uid);
        witness.forget(uid);
    }

    private static Optional<Rejection> rejection(AwsBatchComputeEnvironment object) {
        List<Violation> violations = SpecValidator.validate(object);
        if (!violations.isEmpty()) {
            String message = violations.stream()
                    .map(violation -> violation.fieldPath() + ": " + violation.message())
                    .collect(Collectors.joining(" "));
            return Optional.of(new Rejection(Reasons.INVALID_SPEC, message));
        }
        List<String> fields = SupportedFields.notYetSupported(object);
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(new Rejection(
                        Reasons.NOT_YET_SUPPORTED,
                        "This version does not implement " + String.join(", ", fields)
                                + " yet; nothing was changed in AWS. Remove "
                                + (fields.size() == 1 ? "the field" : "these fields") + " to go on."));
    }

    static boolean isAnnotated(AwsBatchComputeEnvironment object, String annotation) {
        return object.getMetadata().getAnnotations() != null
                && "true".equals(object.getMetadata().getAnnotations().get(annotation));
    }

    static boolean isPaused(AwsBatchComputeEnvironment object) {
        return isAnnotated(object, Annotations.PAUSED);
    }

    private record Rejection(String reason, String message) {}
}
