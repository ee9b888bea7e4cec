package io.towerforge.operator.preflight;

import io.towerforge.api.v1alpha1.EffectiveStatus;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.Grants;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What jobs that run began with is not taken from them by an edit. It is remembered in the status rather than read from the role, where
 * somebody's change by hand could not be told from an earlier spec.
 */
final class EarlierGrants implements Choice {
    @Override
    public Facts choose(Inquiry inquiry, Facts facts, Consumer<String> findings) {
        boolean running = inquiry.seen().all(ComputeEnvironment.class).stream()
                .map(one -> one.resource().activity())
                .anyMatch(activity -> activity != null && activity.running());
        return running ? facts : facts.withEarlierGrants(Grants.NONE);
    }

    /** @param before what an earlier pass recorded; null when there is none */
    static Grants of(@Nullable EffectiveStatus before) {
        return before == null || before.granted() == null
                ? Grants.NONE
                : new Grants(
                        Set.copyOf(before.granted().buckets()),
                        Set.copyOf(before.granted().jobRoleArns()),
                        Set.copyOf(before.granted().logGroups()));
    }
}
