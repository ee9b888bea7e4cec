package io.towerforge.operator.reconciler;

import io.towerforge.api.v1alpha1.Annotations;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.DeletionPolicy;
import io.towerforge.operator.apply.Outcome;
import io.towerforge.operator.apply.PlanExecutor;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.Observation;
import io.towerforge.operator.model.Observed.State;
import io.towerforge.operator.plan.Plan;
import io.towerforge.operator.preflight.Preflight;
import io.towerforge.operator.reconciler.Cluster.EventType;
import io.towerforge.operator.status.Progress;
import io.towerforge.operator.status.Progress.Queues;
import io.towerforge.operator.status.StatusFactory;
import io.towerforge.operator.status.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** A pass over an environment that is being deleted. The finalizer goes when AWS is seen empty, and never because of an error. */
final class DeletionPass {
    private static final int DEFAULT_TIMEOUT_MINUTES = 1440;

    private final Cluster cluster;
    private final StatusWriter statusWriter;
    private final Pace pace;
    private final Witness witness;

    DeletionPass(Cluster cluster, StatusWriter statusWriter, Pace pace, Witness witness) {
        this.cluster = cluster;
        this.statusWriter = statusWriter;
        this.pace = pace;
        this.witness = witness;
    }

    boolean retains(AwsBatchComputeEnvironment object) {
        return object.getSpec() != null && object.getSpec().deletionPolicy() == DeletionPolicy.RETAIN;
    }

    /** Leaves everything in AWS as it is. */
    void release(AwsBatchComputeEnvironment object) {
        String left = object.getStatus() == null
                ? ""
                : object.getStatus().resources().stream()
                        .map(row -> row.id() == null ? row.name() : row.id())
                        .collect(Collectors.joining(", "));
        cluster.tell(
                object,
                EventType.NORMAL,
                "Retained",
                "deletionPolicy is Retain: what was created stays in AWS"
                        + (left.isEmpty() ? "." : ": " + left + ". Delete it there when it is no longer needed."));
        cluster.removeFinalizer(object);
    }

    /** @return when to come back; empty when the object is released */
    Optional<Duration> run(PassContext context) {
        Instant now = context.now();
        Decision decision = new Decision(
                context.account(), context.stack(), context.object().getSpec(), true, now);
        Observation seen = decision.look(now);
        Facts facts = new Preflight(context.account(), context.object(), seen).factsForRemoval();
        Plan plan = decision.decide(facts, now);
        if (decision.seen().isEmpty()) {
            if (witness.believesAbsence(context.uid(), now)) {
                cluster.removeFinalizer(context.object());
                return Optional.empty();
            }
            report(context, facts, decision, plan, Outcome.NOTHING);
            return Optional.of(Witness.VISIBLE_AFTER.dividedBy(4));
        }
        if (EnvironmentReconciler.isPaused(context.object())) {
            return Optional.of(pace.settled(context.uid()));
        }
        Outcome outcome = new PlanExecutor(context.account().managers()).execute(plan, context.guard(cluster));
        new Teller(cluster).tell(context.object(), outcome, false);
        if (EnvironmentReconciler.isAnnotated(context.object(), Annotations.FORCE_DELETE)
                && nothingMoves(decision.seen(), outcome)) {
            orphan(context, decision.seen());
            return Optional.empty();
        }
        report(context, facts, decision, plan, outcome);
        return Optional.of(pace.after(context.uid(), plan, outcome));
    }

    private void report(PassContext context, Facts facts, Decision decision, Plan plan, Outcome outcome) {
        Progress progress = new Progress(facts, decision.seen(), plan, outcome, new Queues("", ""), null);
        statusWriter.write(
                context.object(),
                StatusFactory.of(
                        context.snapshot(),
                        progress,
                        new Verdict(context.snapshot()).deleting(progress, isOverdue(context))),
                true);
    }

    private static boolean isOverdue(PassContext context) {
        var onDelete = context.object().getSpec().onDelete();
        int minutes = onDelete == null || onDelete.timeoutMinutes() == null
                ? DEFAULT_TIMEOUT_MINUTES
                : onDelete.timeoutMinutes();
        Instant since = Instant.parse(context.object().getMetadata().getDeletionTimestamp());
        return !context.now().isBefore(since.plus(Duration.ofMinutes(minutes)));
    }

    private static boolean nothingMoves(Observation seen, Outcome outcome) {
        return !outcome.wroteAnything()
                && seen.all().stream()
                        .noneMatch(one -> one.state() == State.IN_PROGRESS || one.state() == State.DELETING);
    }

    private void orphan(PassContext context, Observation seen) {
        cluster.tell(
                context.object(),
                EventType.WARNING,
                "Orphaned",
                "The annotation " + Annotations.FORCE_DELETE
                        + " is set: these stay in AWS and nobody looks after them any"
                        + " more: "
                        + seen.all().stream().map(one -> one.id().toString()).collect(Collectors.joining(", ")));
        cluster.removeFinalizer(context.object());
    }
}
