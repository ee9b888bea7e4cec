package io.towerforge.operator.reconciler;

import io.towerforge.api.v1alpha1.Annotations;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.Condition;
import io.towerforge.api.v1alpha1.DeletionPolicy;
import io.towerforge.operator.apply.Outcome;
import io.towerforge.operator.apply.PlanExecutor;
import io.towerforge.operator.aws.AwsFailure;
import io.towerforge.operator.aws.ErrorClass;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.Observation;
import io.towerforge.operator.model.Observed.State;
import io.towerforge.operator.plan.Plan;
import io.towerforge.operator.plan.Takeover;
import io.towerforge.operator.reconciler.Cluster.EventType;
import io.towerforge.operator.status.Advice;
import io.towerforge.operator.status.Progress;
import io.towerforge.operator.status.Progress.Queues;
import io.towerforge.operator.status.StatusFactory;
import io.towerforge.operator.status.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A pass over an environment that is being deleted. The finalizer goes when AWS is seen empty, and never because of an error. */
final class DeletionPass {
    private static final int DEFAULT_TIMEOUT_MINUTES = 1440;

    private final Cluster cluster;
    private final AdoptionPass adoption;
    private final StatusWriter statusWriter;
    private final Pace pace;
    private final Witness witness;
    private final VolumeSweep volumes;

    DeletionPass(
            Cluster cluster,
            AdoptionPass adoption,
            StatusWriter statusWriter,
            Pace pace,
            Witness witness,
            VolumeSweep volumes) {
        this.cluster = cluster;
        this.adoption = adoption;
        this.statusWriter = statusWriter;
        this.pace = pace;
        this.witness = witness;
        this.volumes = volumes;
    }

    boolean retains(AwsBatchComputeEnvironment object) {
        return object.getSpec() != null && object.getSpec().deletionPolicy() == DeletionPolicy.RETAIN;
    }

    /** Leaves everything in AWS as it is. */
    void release(AwsBatchComputeEnvironment object) {
        String left = lastSeen(object);
        cluster.tell(
                object,
                EventType.NORMAL,
                "Retained",
                "deletionPolicy is Retain: what was created stays in AWS"
                        + (left.isEmpty() ? "." : ": " + left + ". Delete it there when it is no longer needed."));
        cluster.removeFinalizer(object);
    }

    /** @return when to come back; empty when the object is released */
    Optional<Duration> run(PassContext asked) throws Refusal {
        Instant now = asked.now();
        PassContext context = asked.lookingAt(asked.stack().environmentId(), false);
        Decision decision = context.decision(true);
        Observation seen = decision.look(now);
        context.mustBeAtHome(seen);
        Optional<String> elsewhere = Adoption.elsewhere(seen, context.stack());
        if (elsewhere.isPresent()) {
            context = context.lookingAt(elsewhere.get(), false);
            decision = context.decision(true);
            seen = decision.look(now);
        }
        if (!seen.isEmpty() && isHalfAdopted(context)) {
            PassContext adopting = context.lookingAt(context.stack().environmentId(), true);
            Takeover takeover =
                    new Takeover(adopting.stack(), adopting.decision(true).look(now));
            if (!takeover.others().isEmpty()) {
                return Optional.of(adoption.finish(adopting, takeover));
            }
        }
        Facts facts = context.preflight(seen).factsForRemoval();
        Plan plan = decision.decide(facts, now);
        if (decision.seen().isEmpty()) {
            if (witness.believesAbsence(context.uid(), now, patience(context))) {
                volumes.end(context);
                cluster.removeFinalizer(context.object());
                return Optional.empty();
            }
            report(context, facts, decision, plan, Outcome.NOTHING);
            return Optional.of(Witness.VISIBLE_AFTER.dividedBy(4));
        }
        Optional<Advice> watching = Watching.of(context.object());
        if (watching.isPresent()) {
            write(
                    context,
                    progress(facts, decision, plan, Outcome.NOTHING),
                    verdict -> verdict.watchedOnly(watching.get()));
            return Optional.of(pace.parked(context.uid()));
        }
        Outcome outcome = new PlanExecutor(context.account().managers()).execute(plan, context.guard(cluster));
        new Teller(cluster).tell(context.object(), outcome, false);
        if (EnvironmentReconciler.isAnnotated(context.object(), Annotations.FORCE_DELETE)
                && nothingMoves(context, decision.seen(), outcome)) {
            orphan(
                    context.object(),
                    decision.seen().all().stream()
                            .map(one -> one.id().toString())
                            .collect(Collectors.joining(", ")));
            return Optional.empty();
        }
        report(context, facts, decision, plan, outcome);
        return Optional.of(pace.after(context.uid(), plan, outcome));
    }

    /** Whether the adoption may have been cut short; the operator may act. */
    private static boolean isHalfAdopted(PassContext context) {
        return context.stack().isAdopted()
                && !context.stack().environmentId().equals(Adoption.recordedId(context.object()))
                && Watching.of(context.object()).isEmpty();
    }

    private static Duration patience(PassContext context) {
        return context.spec().pipelineSecrets().isEmpty() ? Witness.VISIBLE_AFTER : Witness.SECRETS_VISIBLE_AFTER;
    }

    private void report(PassContext context, Facts facts, Decision decision, Plan plan, Outcome outcome) {
        Progress progress = progress(facts, decision, plan, outcome);
        write(context, progress, verdict -> verdict.deleting(progress, isOverdue(context)));
    }

    private void write(PassContext context, Progress progress, Function<Verdict, List<Condition>> judge) {
        List<Condition> conditions = judge.apply(new Verdict(context.snapshot()));
        statusWriter.write(context.object(), StatusFactory.of(context.snapshot(), progress, conditions), true);
    }

    private static Progress progress(Facts facts, Decision decision, Plan plan, Outcome outcome) {
        return new Progress(facts, decision.seen(), plan, outcome, new Queues("", ""), null);
    }

    private static boolean isOverdue(PassContext context) {
        var onDelete = context.object().getSpec().onDelete();
        int minutes = onDelete == null || onDelete.timeoutMinutes() == null
                ? DEFAULT_TIMEOUT_MINUTES
                : onDelete.timeoutMinutes();
        Instant since = Instant.parse(context.object().getMetadata().getDeletionTimestamp());
        return !context.now().isBefore(since.plus(Duration.ofMinutes(minutes)));
    }

    /** Whether a forced deletion has done what it can: nothing is under way, and what failed is not about to succeed. */
    private boolean nothingMoves(PassContext context, Observation seen, Outcome outcome) {
        return !outcome.wroteAnything()
                && !outcome.superseded()
                && outcome.failures().stream().allMatch(failure -> isHopeless(context.uid(), failure))
                && seen.all().stream()
                        .noneMatch(one -> one.state() == State.IN_PROGRESS || one.state() == State.DELETING);
    }

    private boolean isHopeless(String uid, AwsFailure failure) {
        return failure.errorClass().retry() == ErrorClass.Retry.SLOWLY || pace.hasFailedOften(uid);
    }

    /**
     * Lets go of an object whose account cannot even be read any more, if that is what its owner demands.
     *
     * @return whether it was let go of
     */
    boolean abandons(AwsBatchComputeEnvironment object, AwsFailure failure) {
        boolean demanded = EnvironmentReconciler.isAnnotated(object, Annotations.FORCE_DELETE)
                && Watching.of(object).isEmpty();
        if (!demanded || !isHopeless(object.getMetadata().getUid(), failure)) {
            return false;
        }
        String known = lastSeen(object);
        orphan(
                object,
                (known.isEmpty() ? "whatever is in AWS" : "as last seen, " + known) + ". AWS could not be asked: "
                        + failure.getMessage());
        return true;
    }

    private void orphan(AwsBatchComputeEnvironment object, String what) {
        cluster.tell(
                object,
                EventType.WARNING,
                "Orphaned",
                "The annotation " + Annotations.FORCE_DELETE
                        + " is set: these stay in AWS and nobody looks after them any more: " + what);
        cluster.removeFinalizer(object);
    }

    private static String lastSeen(AwsBatchComputeEnvironment object) {
        return object.getStatus() == null
                ? ""
                : object.getStatus().resources().stream()
                        .map(row -> row.id() == null ? row.name() : row.id())
                        .collect(Collectors.joining(", "));
    }
}
