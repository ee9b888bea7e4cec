package io.towerforge.operator.plan;

import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.Observation;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.Slot;
import io.towerforge.operator.model.Stack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares a stack with what is and decides. Creation follows what each resource is made from; deletion follows the kinds, in
 * reverse. A step runs only when what it builds on is settled in this very plan, not merely ready when it was observed.
 */
public final class Planner {
    private final Stack stack;
    private final Observation seen;
    private final Map<ResourceId, Step> steps = new TreeMap<>();

    private Planner(Stack stack, Observation seen) {
        this.stack = stack;
        this.seen = seen;
    }

    public static Plan plan(Stack stack, Observation seen) {
        return new Planner(stack, seen).plan();
    }

    private Plan plan() {
        stack.slots().forEach(slot -> steps.put(slot.id(), wanted(slot)));
        List<Observed<?>> surplus = new ArrayList<>(
                seen.all().stream().filter(one -> !stack.contains(one.id())).toList());
        Collections.reverse(surplus);
        List<Step> ordered = new ArrayList<>(steps.values());
        for (Observed<?> one : surplus) {
            ordered.add(unwanted(one, surplus));
        }
        return new Plan(ordered);
    }

    private Step wanted(Slot slot) {
        Observed<?> actual = seen.find(slot.id()).orElse(null);
        Set<ResourceId> unsettled = unsettledBelow(slot);
        if (actual == null) {
            if (slot.isPending() || !unsettled.isEmpty()) {
                return waiting(slot, null, waitsFor(slot, unsettled));
            }
            return new Step(Verb.CREATE, slot.id(), slot.resource(), null, List.of(), "");
        }
        return switch (actual.state()) {
            case IN_PROGRESS -> waiting(slot, actual, describe("AWS is working on it", actual));
            case DELETING ->
                waiting(slot, actual, describe("AWS is deleting it; it is made again once it is gone", actual));
            case READY, FAILED -> {
                if (slot.isPending()) {
                    yield waiting(slot, actual, waitsFor(slot, unsettled));
                }
                List<FieldDiff> diff = FieldDiff.between(slot.resource(), actual.resource());
                boolean failed = actual.state() == Observed.State.FAILED;
                boolean onItsWayOut = !slot.reason().isEmpty();
                if (diff.isEmpty() && (!failed || onItsWayOut)) {
                    yield new Step(Verb.NONE, slot.id(), slot.resource(), actual, diff, slot.reason());
                }
                if (FieldDiff.forcesReplacement(diff)) {
                    yield new Step(Verb.REFUSE, slot.id(), slot.resource(), actual, diff, "");
                }
                if (!unsettled.isEmpty()) {
                    yield waiting(slot, actual, waitsFor(slot, unsettled));
                }
                yield new Step(
                        Verb.UPDATE,
                        slot.id(),
                        slot.resource(),
                        actual,
                        diff,
                        failed ? describe("AWS rejects it", actual) : "");
            }
        };
    }

    private Step unwanted(Observed<?> actual, List<Observed<?>> surplus) {
        ResourceId id = actual.id();
        Set<ResourceId> blockers = new TreeSet<>();
        surplus.stream().filter(other -> mayUse(other, id)).map(Observed::id).forEach(blockers::add);
        steps.values().stream()
                .filter(step -> step.verb() != Verb.NONE && step.actual() != null && mayUse(step.actual(), id))
                .forEach(step -> blockers.add(step.id()));
        String why = switch (actual.state()) {
            case IN_PROGRESS -> describe("AWS is working on it", actual);
            case DELETING -> "AWS is deleting it";
            case READY, FAILED -> blockers.isEmpty() ? "" : "first " + names(blockers);
        };
        return new Step(why.isEmpty() ? Verb.DELETE : Verb.WAIT, id, null, actual, List.of(), why);
    }

    /**
     * Whether something that exists may still need what is to be deleted. Where its record names what it builds on of that
     * kind, the names decide; where it names none (a compute environment knows its template by id only), the kind does.
     */
    private static boolean mayUse(Observed<?> user, ResourceId used) {
        if (!used.kind().carries().contains(user.id().kind())) {
            return false;
        }
        List<ResourceId> named = user.resource().buildsOn().stream()
                .filter(below -> below.kind() == used.kind())
                .toList();
        return named.isEmpty() || named.contains(used);
    }

    private Set<ResourceId> unsettledBelow(Slot slot) {
        Set<ResourceId> unsettled = new TreeSet<>(slot.waitingFor());
        if (slot.resource() != null) {
            slot.resource().buildsOn().stream()
                    .filter(steps::containsKey)
                    .filter(below -> steps.get(below).verb() != Verb.NONE)
                    .forEach(unsettled::add);
        }
        return unsettled;
    }

    private static Step waiting(Slot slot, Observed<?> actual, String why) {
        return new Step(Verb.WAIT, slot.id(), slot.resource(), actual, List.of(), why);
    }

    private static String waitsFor(Slot slot, Set<ResourceId> unsettled) {
        return unsettled.isEmpty() ? slot.reason() : "first " + names(unsettled);
    }

    private static String names(Set<ResourceId> ids) {
        return ids.stream().map(ResourceId::toString).collect(Collectors.joining(", "));
    }

    private static String describe(String what, Observed<?> actual) {
        return actual.detail().isEmpty() ? what : what + ": " + actual.detail();
    }
}
