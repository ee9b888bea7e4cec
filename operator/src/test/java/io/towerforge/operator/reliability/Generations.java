package io.towerforge.operator.reliability;

import io.towerforge.api.v1alpha1.Condition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The generations that statuses have claimed to know: of each object, and of each of its conditions. */
final class Generations {
    /** As the API has it until the first time. */
    private static final long NONE = -1;

    private final Map<String, Long> latest = new HashMap<>();

    /**
     * What of a status goes back to an earlier generation than it had before, or is ahead of its object.
     *
     * @param object what tells one object from every other, also from a later one of its name
     * @param generation the object's own
     * @param observed the status's; null where it has none yet
     */
    List<String> wrong(String object, long generation, @Nullable Long observed, List<Condition> conditions) {
        List<String> wrong = new ArrayList<>();
        check("the status of " + object, generation, observed, wrong);
        for (Condition condition : conditions) {
            check(condition.type() + " of " + object, generation, condition.observedGeneration(), wrong);
        }
        return wrong;
    }

    private void check(String what, long generation, @Nullable Long observed, List<String> wrong) {
        long before = latest.getOrDefault(what, NONE);
        long now = observed == null ? NONE : observed;
        if (now < before) {
            wrong.add(what + " goes back from generation " + before + " to " + now);
        }
        if (now > generation) {
            wrong.add(what + " knows generation " + now + " of " + generation);
        }
        latest.put(what, Math.max(before, now));
    }
}
