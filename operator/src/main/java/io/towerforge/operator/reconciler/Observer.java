package io.towerforge.operator.reconciler;

import io.towerforge.operator.aws.AwsAccount;
import io.towerforge.operator.model.Observation;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.StackId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Asks every manager what there is. */
final class Observer {
    private final AwsAccount account;
    private final StackId stack;

    Observer(AwsAccount account, StackId stack) {
        this.account = account;
        this.stack = stack;
    }

    /**
     * Everything that carries the stack's mark.
     *
     * @param notOlderThan how fresh what nobody is changing must be
     * @param anew kinds that must be as fresh as {@code now}
     */
    Observation observe(Instant notOlderThan, Set<ResourceKind> anew, Instant now) {
        List<Observed<?>> seen = new ArrayList<>();
        for (ResourceKind kind : ResourceKind.values()) {
            seen.addAll(account.managers().get(kind).observe(stack, anew.contains(kind) ? now : notOlderThan));
        }
        return new Observation(seen);
    }
}
