package io.towerforge.operator.reconciler;

import io.towerforge.api.v1alpha1.Annotations;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.SpecValidator;
import io.towerforge.api.v1alpha1.Violation;
import io.towerforge.operator.aws.AwsFailure;
import io.towerforge.operator.aws.ErrorClass;
import io.towerforge.operator.desired.GrantedSpec;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pass over one environment. Remembers nothing that matters: everything is read again, so the process may die at any line.
 */
public final class EnvironmentReconciler {
    private static final Logger LOG = LoggerFactory.getLogger(EnvironmentReconciler.class);

    private final Cluster cluster;
    private final Accounts accounts;
    private final Admission admission;
    private final InstantSource clock;
    private final Pace pace;
    private final StatusWriter statusWriter;
    private final Witness witness;
    private final VolumeSweep volumes;
    private final LivePass live;
    private final DeletionPass deletion;

    public EnvironmentReconciler(
            Cluster cluster, Identities identities, Secrets secrets, Accounts accounts, InstantSource clock) {
        this.cluster = cluster;
        this.accounts = accounts;
        this.admission = new Admission(identities, secrets);
        this.clock = clock;
        this.pace = new Pace(clock);
        this.statusWriter = new StatusWriter(cluster, clock);
        this.witness = new Witness();
        this.volumes = new VolumeSweep(cluster);
        AdoptionPass adoption = new AdoptionPass(cluster, new Claims(identities), statusWriter, pace);
        this.live = new LivePass(cluster, secrets, adoption, statusWriter, pace, witness, volumes);
        this.deletion = new DeletionPass(cluster, adoption, statusWriter, pace, witness, volumes);
    }

    /** What instances left behind, for the metrics. */
    public VolumeSweep volumes() {
        return volumes;
    }

    /** @return when to come back; empty when the object needs no more attention */
    public Optional<Duration> reconcile(AwsBatchComputeEnvironment object) {
        witness.sawAPass(clock.instant());
        boolean deleting = object.getMetadata().getDeletionTimestamp() != null;
        if (deleting && !Admission.isOurs(object)) {
            forget(object);
            return Optional.empty();
        }
        if (deleting && deletion.retains(object)) {
            deletion.release(object);
            forget(object);
            return Optional.empty();
        }
        Adoption adoption = Adoption.of(object);
        Snapshot snapshot = new Snapshot(object, adoption.settledId(), clock.instant());
        try {
            if (!deleting) {
                mustBeAcceptable(object);
                return Optional.of(live.run(context(snapshot, adoption, admission.admit(object))));
            }
            Optional<Duration> next = deletion.run(context(snapshot, adoption, admission.release(object)));
            if (next.isEmpty()) {
                forget(object);
            }
            return next;
        } catch (Refusal refusal) {
            return deleting ? failed(snapshot, denied(refusal)) : Optional.of(rejected(snapshot, refusal));
        } catch (AwsFailure failure) {
            return failed(snapshot, failure);
        }
    }

    private PassContext context(Snapshot snapshot, Adoption adoption, Permit permit) {
        AwsBatchComputeEnvironment object = snapshot.object();
        return new PassContext(
                object,
                GrantedSpec.of(object.getSpec(), permit.identity()),
                snapshot,
                accounts.in(permit.access(), object.getSpec().region()),
                new StackId(
                        cluster.id(),
                        object.getMetadata().getUid(),
                        object.getMetadata().getNamespace(),
                        object.getMetadata().getName(),
                        adoption.environmentId(),
                        adoption.isUnderWay()),
                GrantedSpec.rolePath(permit.identity()),
                () -> admission.stillStands(object, permit));
    }

    private Duration rejected(Snapshot snapshot, Refusal refusal) {
        statusWriter.write(
                snapshot.object(),
                StatusFactory.of(snapshot, new Verdict(snapshot).rejected(refusal.reason(), refusal.getMessage())),
                false);
        return pace.parked(snapshot.object().getMetadata().getUid());
    }

    private Optional<Duration> failed(Snapshot snapshot, AwsFailure failure) {
        AwsBatchComputeEnvironment object = snapshot.object();
        if (snapshot.isDeleting() && deletion.abandons(object, failure)) {
            forget(object);
            return Optional.empty();
        }
        LOG.warn("{}", failure.traced());
        statusWriter.write(object, StatusFactory.of(snapshot, new Verdict(snapshot).failed(failure)), false);
        return Optional.of(pace.afterFailure(object.getMetadata().getUid(), failure));
    }

    /** A deletion without credentials is like one whose credentials AWS refuses. */
    private static AwsFailure denied(Refusal refusal) {
        return new AwsFailure(ErrorClass.DENIED, refusal.reason(), refusal.getMessage(), refusal);
    }

    private void forget(AwsBatchComputeEnvironment object) {
        String uid = object.getMetadata().getUid();
        pace.forget(uid);
        statusWriter.forget(uid);
        witness.forget(uid);
        volumes.forget(uid);
    }

    private static void mustBeAcceptable(AwsBatchComputeEnvironment object) throws Refusal {
        List<Violation> violations = SpecValidator.validate(object);
        if (!violations.isEmpty()) {
            throw new Refusal(
                    Reasons.INVALID_SPEC,
                    violations.stream()
                            .map(violation -> violation.fieldPath() + ": " + violation.message())
                            .collect(Collectors.joining(" ")));
        }
        Adoption.mustBeWellFormed(object);
    }

    static boolean isAnnotated(AwsBatchComputeEnvironment object, String annotation) {
        return object.getMetadata().getAnnotations() != null
                && "true".equals(object.getMetadata().getAnnotations().get(annotation));
    }

    static boolean isPaused(AwsBatchComputeEnvironment object) {
        return isAnnotated(object, Annotations.PAUSED);
    }
}
