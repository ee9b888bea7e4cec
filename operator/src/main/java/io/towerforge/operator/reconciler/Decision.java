package io.towerforge.operator.reconciler;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.operator.aws.AwsAccount;
import io.towerforge.operator.desired.StackBuilder;
import io.towerforge.operator.desired.StackRequest;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.Observation;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.plan.Plan;
import io.towerforge.operator.plan.Planner;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * Steps 1 to 3 of a pass: observe, desired, plan. What the plan changes or deletes must have been read in this very pass, and so must
 * the compute environments, whatever it is: what is taken away while nothing runs may be missed by a job that has begun since the
 * shared list was read.
 */
final class Decision {
    private final Observer observer;
    private final StackId stack;
    private final AwsBatchComputeEnvironmentSpec spec;
    private final boolean deleting;
    private final Instant now;

    private Observation seen;
    private Plan plan;
    private StackRequest request;
    private final Set<ResourceKind> readNow = EnumSet.noneOf(ResourceKind.class);

    Decision(AwsAccount account, StackId stack, AwsBatchComputeEnvironmentSpec spec, boolean deleting, Instant now) {
        this.observer = new Observer(account, stack);
        this.stack = stack;
        this.spec = spec;
        this.deleting = deleting;
        this.now = now;
    }

    /** @param notOlderThan how fresh the first look must be */
    Observation look(Instant notOlderThan) {
        seen = observer.observe(notOlderThan, readNow, now);
        if (!notOlderThan.isBefore(now)) {
            readNow.addAll(EnumSet.allOf(ResourceKind.class));
        }
        return seen;
    }

    Plan decide(Facts facts, Instant notOlderThan) {
        while (true) {
            request = new StackRequest(stack, spec, facts, seen, deleting);
            plan = Planner.plan(StackBuilder.build(request), seen);
            Set<ResourceKind> changed = plan.changedKinds();
            if (!changed.isEmpty()) {
                changed.add(ResourceKind.COMPUTE_ENVIRONMENT);
            }
            if (readNow.containsAll(changed)) {
                return plan;
            }
            readNow.addAll(changed);
            seen = observer.observe(notOlderThan, readNow, now);
        }
    }

    Observation seen() {
        return seen;
    }

    StackRequest request() {
        return request;
    }
}
