package io.towerforge.operator.status;

import io.towerforge.api.v1alpha1.ResourceStatus;
import io.towerforge.operator.apply.Outcome;
import io.towerforge.operator.apply.StepOutcome;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Resource;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.Tags;
import io.towerforge.operator.plan.Plan;
import io.towerforge.operator.plan.Step;
import io.towerforge.operator.plan.Verb;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The rows of {@code status.resources}: one for each AWS resource, named by what it is for. */
final class ResourceRows {
    private final Plan plan;
    private final Map<ResourceId, StepOutcome> outcomes;
    private final Facts facts;

    ResourceRows(Plan plan, Outcome outcome, Facts facts) {
        this.plan = plan;
        this.outcomes = outcome.steps().stream()
                .collect(Collectors.toMap(done -> done.step().id(), done -> done));
        this.facts = facts;
    }

    List<ResourceStatus> rows() {
        List<ResourceStatus> rows = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Step step : plan.steps()) {
            Resource resource = step.desired() != null
                    ? step.desired()
                    : step.actual() == null ? null : step.actual().resource();
            String role = role(step.id(), resource);
            String name = taken.add(role) ? role : role + "-" + suffix(step.id().name());
            taken.add(name);
            rows.add(new ResourceStatus(
                    name,
                    step.id().kind().type(),
                    step.actual() == null ? null : step.actual().resource().awsId(facts),
                    state(step),
                    message(step)));
        }
        return rows;
    }

    private String state(Step step) {
        StepOutcome done = outcomes.get(step.id());
        if (done != null && !done.worked()) {
            return "Failed";
        }
        Observed<?> actual = step.actual();
        if (actual == null) {
            return done == null ? "Pending" : "Creating";
        }
        if (done != null) {
            return step.verb() == Verb.DELETE ? "Deleting" : "Updating";
        }
        return switch (actual.state()) {
            case IN_PROGRESS -> "Updating";
            case DELETING -> "Deleting";
            case FAILED -> "Invalid";
            case READY -> step.verb() == Verb.NONE && !step.why().isEmpty() ? "Draining" : "Available";
        };
    }

    private String message(Step step) {
        StepOutcome done = outcomes.get(step.id());
        if (done != null && !done.worked()) {
            return done.failure().getMessage();
        }
        if (!step.why().isEmpty()) {
            return step.why();
        }
        return step.actual() == null ? "" : step.actual().detail();
    }

    private static String role(ResourceId id, Resource resource) {
        Tags tags = resource == null ? null : resource.tags();
        String role = tags == null ? null : tags.all().get(Tags.RESOURCE);
        return role != null ? role : id.kind().words().replace(' ', '-').toLowerCase(java.util.Locale.ROOT);
    }

    private static String suffix(String name) {
        return name.substring(name.lastIndexOf('-') + 1);
    }
}
