package io.towerforge.operator.plan;

import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Resource;
import io.towerforge.operator.model.ResourceId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What to do with one resource.
 *
 * @param desired what it should be; null for what is no longer wanted, and while that is not known yet
 * @param actual what it is; null when it does not exist
 * @param diff what an update changes; empty for an update that only asks AWS to look at a failed resource again
 * @param why what a wait waits for, what failed, or what goes on in a resource that is kept until then; empty where the verb
 *     says it all
 */
public record Step(Verb verb, ResourceId id, Resource desired, Observed<?> actual, List<FieldDiff> diff, String why) {
    public Step {
        diff = List.copyOf(diff);
    }

    /** Whether the resource is as it is to stay. */
    public boolean isSettled() {
        return verb == Verb.NONE && why.isEmpty();
    }

    /** Whether AWS is only asked to look again at a resource it has rejected. */
    public boolean asksAgain() {
        return verb == Verb.UPDATE && diff.isEmpty();
    }

    /** As the plan shows it: {@code update compute environment TowerForge-…: maxCpus 256 -> 512}. */
    @Override
    public String toString() {
        String line = verb.word() + " " + id;
        if (!diff.isEmpty()) {
            return line + ": " + diff.stream().map(FieldDiff::toString).collect(Collectors.joining("; "));
        }
        return why.isEmpty() ? line : line + ": " + why;
    }
}
