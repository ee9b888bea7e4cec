package io.towerforge.operator.status;

import io.towerforge.api.v1alpha1.Condition;
import io.towerforge.api.v1alpha1.ConditionStatus;
import io.towerforge.api.v1alpha1.ConditionTypes;
import io.towerforge.api.v1alpha1.EffectiveStatus;
import io.towerforge.operator.apply.Outcome;
import io.towerforge.operator.aws.AwsFailure;
import io.towerforge.operator.aws.ErrorClass;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.Observed.State;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.plan.Step;
import io.towerforge.operator.plan.Verb;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The conditions: what the state of things means to whoever waits for it. */
public final class Verdict {
    private final Snapshot snapshot;
    private final ConditionSet conditions;
    private final boolean servedBefore;
    private final Trouble trouble;

    public Verdict(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.conditions = snapshot.conditions();
        this.servedBefore = conditions
                .previous(ConditionTypes.READY)
                .filter(ready -> ready.status() == ConditionStatus.TRUE)
                .isPresent();
        this.trouble = new Trouble(conditions, servedBefore && !snapshot.isDeleting());
    }

    public static boolean isReady(List<Condition> conditions) {
        return is(conditions, ConditionTypes.READY, ConditionStatus.TRUE);
    }

    static boolean is(List<Condition> conditions, String type, ConditionStatus status) {
        return conditions.stream().anyMatch(condition -> condition.type().equals(type) && condition.status() == status);
    }

    /** Seen for the first time. */
    public List<Condition> started() {
        return conditions
                .ready(ConditionStatus.UNKNOWN, Reasons.PROVISIONING, "The environment is being created in AWS.")
                .reconciling(Reasons.PROVISIONING, "The environment is being created in AWS.")
                .advisory(advice())
                .list();
    }

    /** Not acceptable as it is; nothing happens in AWS until the spec changes. */
    public List<Condition> rejected(String reason, String message) {
        return conditions
                .ready(ConditionStatus.FALSE, reason, message)
                .stalled(reason, message)
                .advisory(Optional.empty())
                .list();
    }

    /** AWS, or what it needs, did not answer as hoped. */
    public List<Condition> failed(AwsFailure failure) {
        return trouble.of(failure).advisory(adviceSoFar()).list();
    }

    /** The operator only looks; how ready it is does not change. */
    public List<Condition> watchedOnly(Advice why) {
        conditions
                .previous(ConditionTypes.READY)
                .ifPresentOrElse(
                        ready -> conditions.ready(ready.status(), ready.reason(), ready.message()),
                        () -> conditions.ready(ConditionStatus.UNKNOWN, why.reason(), why.message()));
        return conditions.atRest(why.reason()).advisory(Optional.of(why)).list();
    }

    /** Whether pipelines could use it when it was last looked at. */
    public boolean hasServed() {
        return servedBefore;
    }

    /**
     * Whether whatever has to be written now puts right what was changed by hand: nobody has edited the spec since all was as it
     * should be.
     */
    public boolean isRepair() {
        boolean current = Objects.equals(snapshot.before().observedGeneration(), snapshot.generation());
        boolean settled = servedBefore && snapshot.before().plan().isEmpty();
        boolean repairing = conditions
                .previous(ConditionTypes.RECONCILING)
                .filter(condition -> condition.reason().equals(Reasons.REPAIRING))
                .isPresent();
        return current && (settled || repairing);
    }

    /**
     * Whether an earlier pass has looked at this very spec and found nothing wrong with it. A status from before this was recorded
     * tells by its readiness.
     */
    public boolean wasAccepted() {
        EffectiveStatus effective = snapshot.before().effective();
        if (effective != null && effective.acceptedGeneration() != null) {
            return effective.acceptedGeneration().equals(snapshot.generation());
        }
        return servedBefore && Objects.equals(snapshot.before().observedGeneration(), snapshot.generation());
    }

    /** After a pass over AWS. */
    public List<Condition> after(Progress progress) {
        return judge(progress).advisory(advice(progress)).list();
    }

    /** After a pass in manual mode: the queues are in order, what an earlier Forge mode left is on its way out. */
    public List<Condition> manual(Progress progress) {
        if (progress.published() != null || !progress.outcome().failures().isEmpty()) {
            return progress.published() != null
                    ? rejected(Reasons.CONFIG_MAP_CONFLICT, progress.published())
                    : trouble.beside(progress.outcome().worst().orElseThrow()).list();
        }
        conditions.ready(
                ConditionStatus.TRUE,
                Reasons.AVAILABLE,
                "Pipelines can use queue " + progress.queues().compute() + ".");
        return (progress.plan().isSettled()
                        ? conditions.atRest(Reasons.AVAILABLE)
                        : conditions.reconciling(
                                Reasons.UPDATING,
                                "The queues can be used; next: "
                                        + progress.plan().lines().get(0)))
                .advisory(advice())
                .list();
    }

    /** Another object's environment is being taken over; {@code left} of its resources carry another mark. */
    public List<Condition> adopting(Outcome outcome, int left) {
        Optional<AwsFailure> failure = outcome.worst().filter(worst -> !isExpected(worst));
        if (failure.isPresent()) {
            return trouble.of(failure.get()).list();
        }
        String message = outcome.wroteAnything()
                ? "What another object has left in AWS is being marked as this one's."
                : "What another object has left in AWS is about to be marked as this one's, " + left
                        + " resources, and then made what the spec says; `status.plan` tells all of it.";
        return conditions
                .ready(ConditionStatus.UNKNOWN, Reasons.ADOPTING, message)
                .reconciling(Reasons.ADOPTING, message)
                .advisory(Optional.empty())
                .list();
    }

    /** Whether an earlier pass has told what the adoption of this very spec will do. */
    public boolean hasReportedAdoption() {
        return Objects.equals(snapshot.before().observedGeneration(), snapshot.generation())
                && conditions
                        .previous(ConditionTypes.READY)
                        .filter(ready -> ready.reason().equals(Reasons.ADOPTING))
                        .isPresent();
    }

    /** After a pass of a deletion. */
    public List<Condition> deleting(Progress progress, boolean overdue) {
        Optional<AwsFailure> failure = progress.outcome().worst().filter(worst -> !isExpected(worst));
        if (failure.isPresent()) {
            return trouble.of(failure.get()).list();
        }
        String jobs = progress.plan().steps().stream()
                .filter(step -> step.id().kind() == ResourceKind.JOB_QUEUE && step.verb() == Verb.NONE)
                .filter(step -> !step.why().isEmpty())
                .map(step -> step.id().name() + ": " + step.why())
                .collect(Collectors.joining("; "));
        if (jobs.isEmpty()) {
            String message = "The AWS resources are being deleted; "
                    + progress.seen().all().size() + " are left."
                    + progress.outcome()
                            .worst()
                            .map(hindered -> " " + hindered.getMessage())
                            .orElse("");
            conditions.ready(ConditionStatus.UNKNOWN, Reasons.DELETING, message);
            return (overdue && !progress.outcome().failures().isEmpty()
                            ? conditions.stalled(Reasons.DELETION_BLOCKED, message)
                            : conditions.reconciling(Reasons.DELETING, message))
                    .list();
        }
        String message = "Nothing is deleted while jobs run, and the queues take no new ones. " + jobs
                + ". Set `spec.onDelete.activeJobs: Terminate` to end them now.";
        conditions.ready(ConditionStatus.UNKNOWN, Reasons.DRAINING, message);
        return (overdue
                        ? conditions.stalled(Reasons.DELETION_BLOCKED, message)
                        : conditions.reconciling(Reasons.DELETING, message))
                .list();
    }

    /** AWS is not ready for the call yet, as happens when one change follows another: not worth an alarm. */
    private static boolean isExpected(AwsFailure failure) {
        return failure.errorClass() == ErrorClass.NOT_YET;
    }

    private ConditionSet judge(Progress progress) {
        boolean usable = new Usable(progress.seen(), servedBefore)
                .by(progress.queues(), snapshot.before().headQueue());
        Optional<AwsFailure> failure = progress.outcome().worst().filter(worst -> !isExpected(worst));
        Optional<Step> invalid = progress.plan().steps().stream()
                .filter(step -> step.actual() != null && step.actual().state() == State.FAILED && isToServe(step))
                .findFirst();
        Optional<Step> refused = progress.plan().steps().stream()
                .filter(step -> step.verb() == Verb.REFUSE)
                .findFirst();
        if (progress.published() != null) {
            return conditions
                    .ready(ConditionStatus.FALSE, Reasons.CONFIG_MAP_CONFLICT, progress.published())
                    .stalled(Reasons.CONFIG_MAP_CONFLICT, progress.published());
        }
        if (failure.isPresent()) {
            return usable ? trouble.beside(failure.get()) : trouble.of(failure.get());
        }
        if (invalid.isPresent()) {
            return trouble.rejected(invalid.get().actual(), usable);
        }
        if (refused.isPresent()) {
            String message = "The edit would replace " + refused.get().id() + " and lose what it holds: undo it.";
            return (usable
                            ? trouble.serving()
                            : conditions.ready(ConditionStatus.FALSE, Reasons.REPLACEMENT_REFUSED, message))
                    .stalled(Reasons.REPLACEMENT_REFUSED, message);
        }
        if (progress.plan().isSettled() && usable) {
            return conditions
                    .ready(
                            ConditionStatus.TRUE,
                            Reasons.AVAILABLE,
                            "Pipelines can use queue " + progress.queues().compute() + ".")
                    .atRest(Reasons.AVAILABLE);
        }
        String next = progress.outcome()
                .worst()
                .map(AwsFailure::getMessage)
                .or(progress::next)
                .orElse("AWS is asked again");
        if (usable) {
            return trouble.serving()
                    .reconciling(isRepair() ? Reasons.REPAIRING : Reasons.UPDATING, "Pipelines go on; next: " + next);
        }
        if (isRepair()) {
            return conditions
                    .ready(ConditionStatus.UNKNOWN, Reasons.REPAIRING, "Not usable at the moment; next: " + next)
                    .reconciling(Reasons.REPAIRING, "Next: " + next);
        }
        return conditions
                .ready(ConditionStatus.UNKNOWN, Reasons.PROVISIONING, "Not usable yet; next: " + next)
                .reconciling(Reasons.PROVISIONING, "Next: " + next);
    }

    /** What is kept only until its jobs have ended may be rejected: nobody has to mend it. */
    private static boolean isToServe(Step step) {
        boolean drains =
                step.desired() instanceof ComputeEnvironment environment && Boolean.FALSE.equals(environment.enabled());
        return step.desired() != null && !drains;
    }

    private Optional<Advice> advice() {
        EffectiveStatus effective = snapshot.before().effective();
        return Advice.about(
                snapshot.object().getSpec(),
                effective == null ? null : effective.imageType(),
                List.of(),
                List.of(),
                "");
    }

    /** A pass that did not come to its end knows nothing better than the one before. */
    private Optional<Advice> adviceSoFar() {
        return conditions
                .previous(ConditionTypes.ADVISORY)
                .filter(before -> before.status() == ConditionStatus.TRUE
                        && Objects.equals(snapshot.before().observedGeneration(), snapshot.generation()))
                .map(before -> new Advice(before.reason(), before.message()))
                .or(this::advice);
    }

    private Optional<Advice> advice(Progress progress) {
        return Advice.joined(
                Advice.about(
                        snapshot.object().getSpec(),
                        progress.facts().image().type(),
                        progress.facts().detachedVolumes(),
                        progress.facts().buckets(),
                        progress.facts().region()),
                RolePaths.kept(progress.plan()));
    }
}
