package io.towerforge.operator.apply;

import io.towerforge.operator.aws.AwsFailure;
import io.towerforge.operator.aws.ResourceManager;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Resource;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.plan.Plan;
import io.towerforge.operator.plan.Step;
import io.towerforge.operator.plan.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the steps of a plan that write, in order. One that fails stops none that does not depend on it. */
public final class PlanExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(PlanExecutor.class);

    private final Map<ResourceKind, ResourceManager<?>> managers;

    public PlanExecutor(Map<ResourceKind, ResourceManager<?>> managers) {
        this.managers = Map.copyOf(managers);
    }

    /** @param guard asked before each step that removes something or replaces instances: such a step may take AWS a while */
    public Outcome execute(Plan plan, Guard guard) {
        List<StepOutcome> outcomes = new ArrayList<>();
        for (Step step : plan.writes()) {
            if (isDestructive(step) && !guard.isStillCurrent()) {
                return new Outcome(outcomes, true);
            }
            outcomes.add(execute(step));
        }
        return new Outcome(outcomes, false);
    }

    private StepOutcome execute(Step step) {
        try {
            carryOut(step, managers.get(step.id().kind()));
            LOG.info("{}", step);
            return new StepOutcome(step, null);
        } catch (AwsFailure failure) {
            if (failure.errorClass().isOrdinary()) {
                LOG.info("{}: {}", step, failure.traced());
            } else {
                LOG.warn("{}: {}", step, failure.traced());
            }
            return new StepOutcome(step, failure);
        }
    }

    @SuppressWarnings("unchecked") // a manager is registered under the kind of the record it handles
    private static <R extends Resource> void carryOut(Step step, ResourceManager<?> anyManager) {
        ResourceManager<R> manager = (ResourceManager<R>) anyManager;
        R desired = (R) step.desired();
        Observed<R> actual = (Observed<R>) step.actual();
        switch (step.verb()) {
            case CREATE -> manager.create(desired);
            case UPDATE -> manager.update(desired, actual, step.diff());
            case DELETE -> manager.delete(actual);
            case WAIT, NONE, REFUSE -> throw new IllegalArgumentException("nothing to write: " + step);
        }
    }

    private static boolean isDestructive(Step step) {
        return step.verb() == Verb.DELETE
                || FieldDiff.replacesInstances(step.diff())
                || FieldDiff.touches(step.diff(), "activeJobs");
    }
}
