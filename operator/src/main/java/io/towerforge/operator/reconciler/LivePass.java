package io.towerforge.operator.reconciler;

import io.towerforge.api.v1alpha1.Annotations;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentStatus;
import io.towerforge.api.v1alpha1.Condition;
import io.towerforge.api.v1alpha1.EffectiveStatus;
import io.towerforge.operator.apply.Outcome;
import io.towerforge.operator.apply.PlanExecutor;
import io.towerforge.operator.desired.Publication;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.Observation;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.plan.Plan;
import io.towerforge.operator.plan.Takeover;
import io.towerforge.operator.preflight.LabelsFit;
import io.towerforge.operator.preflight.ManualQueues;
import io.towerforge.operator.preflight.Preflight;
import io.towerforge.operator.preflight.Preparation;
import io.towerforge.operator.status.Advice;
import io.towerforge.operator.status.Progress;
import io.towerforge.operator.status.Progress.Queues;
import io.towerforge.operator.status.Reasons;
import io.towerforge.operator.status.StatusFactory;
import io.towerforge.operator.status.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A pass over an environment that is to exist. */
final class LivePass {
    private final Cluster cluster;
    private final Secrets secrets;
    private final AdoptionPass adoption;
    private final StatusWriter statusWriter;
    private final Pace pace;
    private final Witness witness;
    private final VolumeSweep volumes;

    LivePass(
            Cluster cluster,
            Secrets secrets,
            AdoptionPass adoption,
            StatusWriter statusWriter,
            Pace pace,
            Witness witness,
            VolumeSweep volumes) {
        this.cluster = cluster;
        this.secrets = secrets;
        this.adoption = adoption;
        this.statusWriter = statusWriter;
        this.pace = pace;
        this.witness = witness;
        this.volumes = volumes;
    }

    Duration run(PassContext context) throws Refusal {
        boolean adopting = context.stack().adopting();
        Instant notOlderThan = adopting || isAskedToLookNow(context.object())
                ? context.now()
                : context.now().minus(Pace.SHARED);
        Decision decision = context.decision(false);
        Observation seen = decision.look(notOlderThan);
        context.mustBeAtHome(seen);
        Optional<String> elsewhere = Adoption.elsewhere(seen, context.stack());
        if (elsewhere.isPresent()) {
            return rejected(
                    context.about(elsewhere.get()),
                    Reasons.ADOPTION_CHANGED,
                    List.of(Adoption.of(context.object()).mismatch(elsewhere.get())));
        }
        if (!adopting) {
            return run(context, decision, notOlderThan);
        }
        adoption.mustBePossible(context, seen);
        if (!new Takeover(context.stack(), seen).others().isEmpty()) {
            return run(context, decision, notOlderThan);
        }
        adoption.tellOfTheEnd(context);
        return run(context.about(context.stack().environmentId()), decision, notOlderThan);
    }

    /** @param decision that has looked already */
    private Duration run(PassContext context, Decision decision, Instant notOlderThan) throws Refusal {
        AwsBatchComputeEnvironmentSpec spec = context.spec();
        List<String> tooManyTags = LabelsFit.findings(context.stack(), spec.resourceLabels());
        if (!tooManyTags.isEmpty()) {
            return rejected(context, Reasons.PREFLIGHT_FAILED, tooManyTags);
        }
        Preflight preflight = context.preflight(decision.seen());
        Facts facts = preflight.factsForRemoval();
        if (spec.forge() != null) {
            Preparation preparation = preflight.prepare(notOlderThan, new Verdict(context.snapshot()).wasAccepted());
            if (!preparation.findings().isEmpty()) {
                return rejected(context, Reasons.PREFLIGHT_FAILED, preparation.findings());
            }
            facts = preparation.facts();
        }
        List<String> unreadable = new ArrayList<>();
        facts = facts.withPipelineSecrets(
                new PipelineSecretReader(secrets, context.stack()).read(spec, unreadable::add));
        if (!unreadable.isEmpty()) {
            return rejected(context, Reasons.SECRET_NOT_FOUND, unreadable);
        }
        Optional<ManualQueues> manual = Optional.ofNullable(spec.manual())
                .map(queues -> ManualQueues.find(context.account(), queues, notOlderThan));
        List<String> unusable = manual.map(ManualQueues::findings).orElse(List.of());
        if (!unusable.isEmpty()) {
            return rejected(context, Reasons.QUEUE_UNUSABLE, unusable);
        }
        if (context.stack().adopting()) {
            return adoption.run(context, new Takeover(context.stack(), decision.seen()), facts);
        }
        Plan plan = decision.decide(facts, notOlderThan);
        Optional<Advice> watching = Watching.of(context.object());
        if (watching.isPresent()) {
            return watch(
                    context,
                    new Progress(
                            facts, decision.seen(), plan, Outcome.NOTHING, queues(context, decision, manual), null),
                    manual,
                    watching.get());
        }
        Verdict before = new Verdict(context.snapshot());
        if (before.hasServed()) {
            facts = facts.withDetachedVolumes(volumes.run(context, isAskedToLookNow(context.object())));
        }
        boolean repairs = before.isRepair();
        if (!start(context, decision, facts, plan)) {
            return Pace.AFTER_WRITE;
        }
        Outcome outcome = new PlanExecutor(context.account().managers()).execute(plan, context.guard(cluster));
        new Teller(cluster).tell(context.object(), outcome, repairs);
        return manual.isPresent()
                ? finishManual(context, decision, facts, plan, outcome, manual.get())
                : finishForge(context, decision, facts, plan, outcome);
    }

    /**
     * Before the first write: the finalizer, and a status that shows what was chosen and what is about to happen.
     *
     * @return false when the identity went away at that very moment, before it could know of this user
     */
    private boolean start(PassContext context, Decision decision, Facts facts, Plan plan) {
        AwsBatchComputeEnvironment object = context.object();
        boolean somethingToOwn = !plan.writes().isEmpty() || !decision.seen().isEmpty();
        if (somethingToOwn && !Admission.isOurs(object)) {
            cluster.addFinalizer(object);
            if (decision.seen().isEmpty() && !context.identityStands().getAsBoolean()) {
                cluster.removeFinalizer(object);
                return false;
            }
            witness.sawTheStartOf(context.uid());
        }
        boolean first = object.getStatus() == null || object.getStatus().effective() == null;
        if (first && somethingToOwn) {
            Progress progress = new Progress(
                    facts, decision.seen(), plan, Outcome.NOTHING, queues(context, decision, Optional.empty()), null);
            write(context, progress, new Verdict(context.snapshot()).started(), false);
        }
        return true;
    }

    private Duration finishForge(PassContext context, Decision decision, Facts facts, Plan plan, Outcome outcome) {
        Queues queues = queues(context, decision, Optional.empty());
        Progress progress = new Progress(facts, decision.seen(), plan, outcome, queues, null);
        List<Condition> conditions = new Verdict(context.snapshot()).after(progress);
        if (Verdict.isReady(conditions) && isThere(decision, queues.head()) && isThere(decision, queues.compute())) {
            Optional<String> refused = cluster.publish(
                    context.object(),
                    StatusFactory.configMapName(context.stack().name()),
                    new Publication(decision.request()).data());
            if (refused.isPresent()) {
                progress = new Progress(facts, decision.seen(), plan, outcome, queues, refused.get());
                conditions = new Verdict(context.snapshot()).after(progress);
            }
        }
        write(context, progress, conditions, !plan.isSettled());
        return pace.after(context.uid(), plan, outcome);
    }

    /** Pipelines are told of a queue only once it takes jobs. */
    private static boolean isThere(Decision decision, String queue) {
        return decision.seen()
                .find(new ResourceId(ResourceKind.JOB_QUEUE, queue))
                .filter(seen -> seen.state() == Observed.State.READY)
                .isPresent();
    }

    private Duration finishManual(
            PassContext context, Decision decision, Facts facts, Plan plan, Outcome outcome, ManualQueues manual) {
        Optional<String> refused = cluster.publish(
                context.object(),
                StatusFactory.configMapName(context.stack().name()),
                new Publication(decision.request())
                        .data(manual.head().name(), manual.compute().name()));
        Queues queues = queues(context, decision, Optional.of(manual));
        Progress progress = new Progress(facts, decision.seen(), plan, outcome, queues, refused.orElse(null));
        write(context, progress, manual, new Verdict(context.snapshot()).manual(progress), !plan.isSettled());
        return pace.after(context.uid(), plan, outcome);
    }

    private Duration watch(PassContext context, Progress progress, Optional<ManualQueues> manual, Advice why) {
        List<Condition> conditions = new Verdict(context.snapshot()).watchedOnly(why);
        manual.ifPresentOrElse(
                queues -> write(context, progress, queues, conditions, false),
                () -> write(context, progress, conditions, false));
        return pace.parked(context.uid());
    }

    private Duration rejected(PassContext context, String reason, List<String> findings) {
        String message = String.join(" ", findings);
        statusWriter.write(
                context.object(),
                StatusFactory.of(context.snapshot(), new Verdict(context.snapshot()).rejected(reason, message)),
                false);
        return pace.parked(context.uid());
    }

    private void write(PassContext context, Progress progress, List<Condition> conditions, boolean underWay) {
        AwsBatchComputeEnvironmentStatus status =
                StatusFactory.of(context.snapshot(), progress, conditions).withEffective(effective(context, progress));
        statusWriter.write(context.object(), status, underWay);
    }

    private void write(
            PassContext context, Progress progress, ManualQueues manual, List<Condition> conditions, boolean underWay) {
        AwsBatchComputeEnvironmentStatus status = StatusFactory.manual(
                context.snapshot(),
                progress,
                conditions,
                manual.head().arn(),
                manual.compute().arn());
        statusWriter.write(context.object(), status.withEffective(effective(context, progress)), underWay);
    }

    /** Whatever comes to this has passed preflight. */
    private static EffectiveStatus effective(PassContext context, Progress progress) {
        return context.effective(progress.facts(), progress.seen())
                .withAcceptedGeneration(context.object().getMetadata().getGeneration());
    }

    private static Queues queues(PassContext context, Decision decision, Optional<ManualQueues> manual) {
        if (manual.isPresent()) {
            return new Queues(manual.get().head().name(), manual.get().compute().name());
        }
        if (context.spec().forge() == null) {
            return new Queues("", "");
        }
        return Publication.queues(decision.request(), Queues::new);
    }

    private static boolean isAskedToLookNow(AwsBatchComputeEnvironment object) {
        String asked = object.getMetadata().getAnnotations() == null
                ? null
                : object.getMetadata().getAnnotations().get(Annotations.RECONCILE_REQUESTED_AT);
        String handled = object.getStatus() == null ? null : object.getStatus().lastHandledReconcileAt();
        return asked != null && !Objects.equals(asked, handled);
    }
}
