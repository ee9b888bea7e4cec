package io.towerforge.operator.reconciler;

import io.towerforge.api.v1alpha1.Annotations;
import io.towerforge.api.v1alpha1.Condition;
import io.towerforge.operator.apply.Outcome;
import io.towerforge.operator.apply.PlanExecutor;
import io.towerforge.operator.desired.Publication;
import io.towerforge.operator.desired.StackBuilder;
import io.towerforge.operator.desired.StackRequest;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.Observation;
import io.towerforge.operator.plan.Plan;
import io.towerforge.operator.plan.Planner;
import io.towerforge.operator.plan.Takeover;
import io.towerforge.operator.status.Advice;
import io.towerforge.operator.status.Progress;
import io.towerforge.operator.status.Progress.Queues;
import io.towerforge.operator.status.Reasons;
import io.towerforge.operator.status.StatusFactory;
import io.towerforge.operator.status.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A pass that takes over what another object has left. First it only reports what is to be marked anew, and what will be changed after
 * that; the next one marks. It is over when nothing carries another mark any more, and the ordinary passes follow.
 */
final class AdoptionPass {
    private final Cluster cluster;
    private final Claims claims;
    private final StatusWriter statusWriter;
    private final Pace pace;

    AdoptionPass(Cluster cluster, Claims claims, StatusWriter statusWriter, Pace pace) {
        this.cluster = cluster;
        this.claims = claims;
        this.statusWriter = statusWriter;
        this.pace = pace;
    }

    /** @throws Refusal when there is nothing to take over, or somebody else has a better claim to it */
    void mustBePossible(PassContext context, Observation seen) throws Refusal {
        if (seen.isEmpty()) {
            throw new Refusal(
                    Reasons.NOTHING_TO_ADOPT,
                    "There is nothing of environment " + context.stack().environmentId() + " in account "
                            + context.account().accountId() + ", Region "
                            + context.spec().region()
                            + ", that carries TowerForge's tags; what carries none is never adopted. Correct the annotation "
                            + Annotations.ADOPT
                            + ", the Region or the identity, or remove the annotation to have a new environment.");
        }
        Takeover takeover = new Takeover(context.stack(), seen);
        if (!takeover.others().isEmpty()) {
            claims.mustBeFree(context, takeover);
        }
    }

    /** A pass over an environment that is to exist, some of which is another object's yet. */
    Duration run(PassContext context, Takeover takeover, Facts facts) {
        Progress progress = progress(context, takeover, facts);
        Optional<Advice> watching = Watching.of(context.object());
        if (watching.isPresent()) {
            write(context, progress, takeover.plan(), verdict(context).watchedOnly(watching.get()));
            return pace.parked(context.uid());
        }
        if (!verdict(context).hasReportedAdoption()) {
            write(
                    context,
                    progress,
                    takeover.plan(),
                    verdict(context)
                            .adopting(Outcome.NOTHING, takeover.plan().steps().size()));
            return Pace.AFTER_WRITE;
        }
        if (!Admission.isOurs(context.object())) {
            cluster.addFinalizer(context.object());
            if (!context.identityStands().getAsBoolean()) {
                cluster.removeFinalizer(context.object());
                return Pace.AFTER_WRITE;
            }
        }
        Outcome outcome = mark(context, takeover);
        write(
                context,
                progress,
                takeover.plan(),
                verdict(context).adopting(outcome, takeover.plan().steps().size()));
        return pace.after(context.uid(), takeover.plan(), outcome);
    }

    /** A pass over an environment that is to go, and of which a part has been taken over already: first the rest is. */
    Duration finish(PassContext context, Takeover takeover) throws Refusal {
        claims.mustBeFree(context, takeover);
        Outcome outcome = mark(context, takeover);
        statusWriter.write(
                context.object(),
                StatusFactory.of(
                                context.snapshot(),
                                verdict(context)
                                        .adopting(
                                                outcome, takeover.plan().steps().size()))
                        .withPlan(takeover.plan().lines()),
                true);
        return pace.after(context.uid(), takeover.plan(), outcome);
    }

    /** Says that everything is taken over. */
    void tellOfTheEnd(PassContext context) {
        cluster.tell(
                context.object(),
                Cluster.EventType.NORMAL,
                "Adopted",
                "Environment " + context.stack().environmentId() + " belongs to this object now. The annotation "
                        + Annotations.ADOPT + " must stay.");
    }

    private Outcome mark(PassContext context, Takeover takeover) {
        if (!context.guard(cluster).isStillCurrent()) {
            return new Outcome(List.of(), true);
        }
        Outcome outcome = new PlanExecutor(context.account().managers()).execute(takeover.plan(), () -> true);
        new Teller(cluster).tell(context.object(), outcome, false);
        return outcome;
    }

    private static Progress progress(PassContext context, Takeover takeover, Facts facts) {
        StackRequest request = context.request(facts, takeover.afterwards());
        Plan next = Planner.plan(StackBuilder.build(request), request.seen());
        Queues queues = context.spec().forge() == null ? new Queues("", "") : Publication.queues(request, Queues::new);
        return new Progress(facts, request.seen(), next, Outcome.NOTHING, queues, null);
    }

    private void write(PassContext context, Progress progress, Plan marking, List<Condition> conditions) {
        statusWriter.write(
                context.object(),
                StatusFactory.of(context.snapshot(), progress, conditions)
                        .withEffective(context.effective(progress.facts(), progress.seen()))
                        .withPlan(Stream.concat(marking.lines().stream(), progress.plan().lines().stream())
                                .toList()),
                false);
    }

    private static Verdict verdict(PassContext context) {
        return new Verdict(context.snapshot());
    }
}
