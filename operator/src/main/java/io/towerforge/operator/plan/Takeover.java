package io.towerforge.operator.plan;

import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.Observation;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Observed.State;
import io.towerforge.operator.model.Resource;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import java.util.List;

/**
 * What of an environment still carries the mark of whoever had it before, and how each is given the mark of this stack. Each is marked
 * by itself, so that one may be ours while the next is not yet; nothing else about it changes.
 */
public final class Takeover {
    private final StackId stack;
    private final Observation seen;

    /** @param seen by an adopting stack, so that what is ours and what is not yet are both in it */
    public Takeover(StackId stack, Observation seen) {
        this.stack = stack;
        this.seen = seen;
    }

    /** What is somebody else's yet. */
    public List<Observed<?>> others() {
        return seen.all().stream()
                .filter(one -> one.resource().hasTagsOfItsOwn())
                .filter(one -> !one.resource().tags().carryTheMarkOf(stack))
                .toList();
    }

    /** A step for each of them; what AWS is deleting is waited for. */
    public Plan plan() {
        return new Plan(others().stream().map(this::step).toList());
    }

    /** What will be seen when that is done. */
    public Observation afterwards() {
        return new Observation(seen.all().stream().map(this::marked).toList());
    }

    private Step step(Observed<?> one) {
        if (one.state() == State.DELETING) {
            return new Step(Verb.WAIT, one.id(), null, one, List.of(), "AWS is deleting it");
        }
        Resource marked = marked(one).resource();
        return new Step(
                Verb.UPDATE,
                one.id(),
                marked,
                one,
                List.of(new FieldDiff("tags", one.resource().tags(), marked.tags(), FieldDiff.Impact.IN_PLACE)),
                "");
    }

    private Observed<Resource> marked(Observed<?> one) {
        Tags tags = one.resource().tags().withTheMarkOf(stack);
        return new Observed<>(Resource.tagged(one.resource(), tags), one.state(), one.detail());
    }
}
