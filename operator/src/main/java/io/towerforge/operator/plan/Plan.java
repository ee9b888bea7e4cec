package io.towerforge.operator.plan;

import io.towerforge.operator.model.ResourceKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What one pass does, in order. The status, the log line, the plan annotation and the tests all show this value. */
public record Plan(List<Step> steps) {
    public Plan {
        steps = List.copyOf(steps);
    }

    /** The steps that write to AWS. */
    public List<Step> writes() {
        return steps.stream().filter(step -> step.verb().writes()).toList();
    }

    /** The kinds of which an existing resource is changed or deleted: what must have been read just now. */
    public Set<ResourceKind> changedKinds() {
        Set<ResourceKind> kinds = EnumSet.noneOf(ResourceKind.class);
        steps.stream()
                .filter(step -> step.verb() == Verb.UPDATE || step.verb() == Verb.DELETE)
                .forEach(step -> kinds.add(step.id().kind()));
        return kinds;
    }

    /** Everything is as it should be and nothing is on its way out: there is nothing to do and nothing to wait for. */
    public boolean isSettled() {
        return steps.stream().allMatch(Step::isSettled);
    }

    /** What is still to be done, a line each; empty when settled. */
    public List<String> lines() {
        return steps.stream()
                .filter(step -> !step.isSettled())
                .map(Step::toString)
                .toList();
    }

    @Override
    public String toString() {
        return String.join("\n", lines());
    }
}
