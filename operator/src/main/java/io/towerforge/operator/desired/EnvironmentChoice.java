package io.towerforge.operator.desired;

import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.FieldDiff.Impact;
import io.towerforge.operator.model.LaunchTemplate;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Observed.State;
import io.towerforge.operator.model.RunningJobs;
import io.towerforge.operator.model.Tags;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which compute environment is to serve a place: one that is there already, changed in place, or a second one beside it. An
 * edit that replaces instances goes in place while nothing runs; while something runs it goes beside, so that nothing is
 * killed. What AWS can never change goes beside, always.
 */
final class EnvironmentChoice {
    /** A queue lists at most three compute environments (AWS Batch API reference, CreateJobQueue). */
    private static final int MAX_PER_QUEUE = 3;

    /**
     * The answer.
     *
     * @param name of the environment that is to serve, be there room for it yet or not
     * @param noRoom why a needed second environment must wait; empty when none must
     */
    record Choice(String name, WantedEnvironment wanted, String noRoom) {
        boolean mustWaitForRoom() {
            return !noRoom.isEmpty();
        }
    }

    private final StackRequest request;
    private final Place place;
    private final EnvironmentSpecs specs;
    private final List<String> served;
    private final List<Observed<ComputeEnvironment>> mine;

    /**
     * @param served the place's queue's order as AWS has it
     * @param mine all compute environments of the place
     */
    EnvironmentChoice(StackRequest request, Place place, List<String> served, List<Observed<ComputeEnvironment>> mine) {
        this.request = request;
        this.place = place;
        this.specs = new EnvironmentSpecs(request);
        this.served = served;
        this.mine = mine.stream()
                .sorted(Comparator.comparing((Observed<ComputeEnvironment> one) ->
                                rank(one.resource().name()))
                        .thenComparing(one -> one.resource().name()))
                .toList();
    }

    Choice choose() {
        Optional<Choice> there = first(this::isAsWanted).or(() -> first(this::canBeChangedInPlace));
        if (there.isPresent()) {
            return there.get();
        }
        WantedEnvironment wanted =
                specs.wanted(place, request.stack(), request.spec().resourceLabels());
        if (mine.isEmpty()) {
            return new Choice(place.environmentName(request.stack(), hashOfWhatNeverChanges(wanted)), wanted, "");
        }
        return new Choice(nameNotTaken(wanted), wanted, noRoom());
    }

    /**
     * The name follows from the wanted state and the predecessor's name. One that is taken belongs to an environment that was
     * like that once, and was changed or lost its template since: it becomes the predecessor.
     */
    private String nameNotTaken(WantedEnvironment wanted) {
        Set<String> taken = mine.stream().map(one -> one.resource().name()).collect(Collectors.toSet());
        String name = mine.get(0).resource().name();
        do {
            name = place.environmentName(request.stack(), ContentHash.of(name, wholeState(wanted)));
        } while (taken.contains(name));
        return name;
    }

    private Optional<Choice> first(java.util.function.Predicate<Observed<ComputeEnvironment>> suits) {
        return mine.stream()
                .filter(one -> one.state() != State.DELETING)
                .filter(suits)
                .findFirst()
                .map(one -> new Choice(one.resource().name(), wantedOf(one), ""));
    }

    private boolean isAsWanted(Observed<ComputeEnvironment> one) {
        WantedEnvironment wanted = wantedOf(one);
        return wanted.isComplete() && !FieldDiff.replacesInstances(diff(one, wanted));
    }

    private boolean canBeChangedInPlace(Observed<ComputeEnvironment> one) {
        boolean mayReplaceInstances = !isRunning(one) || request.onUpdate() == RunningJobs.TERMINATE;
        List<FieldDiff> diff = diff(one, wantedOf(one));
        boolean batchAllowsIt = !FieldDiff.forcesReplacement(diff)
                && (one.resource().isFargate()
                        || !one.resource().instances().purchase().bestFit())
                && one.resource().serviceRole().isEmpty();
        return mayReplaceInstances && batchAllowsIt;
    }

    /**
     * What the spec asks of this very environment. Tags on instances follow lazily: a label alone is no reason to replace instances
     * that have work, nor is the mark of whoever had the environment before it was adopted, so while something runs the instances
     * keep what they have.
     */
    private WantedEnvironment wantedOf(Observed<ComputeEnvironment> one) {
        if (!isRunning(one) || one.resource().isFargate()) {
            return specs.wanted(place, request.stack(), request.spec().resourceLabels());
        }
        Tags tags = one.resource().instances().tags();
        return specs.wanted(place, request.stack().markedAs(tags), tags.labels());
    }

    private static List<FieldDiff> diff(Observed<ComputeEnvironment> one, WantedEnvironment wanted) {
        ComputeEnvironment actual = one.resource();
        ComputeEnvironment desired = new ComputeEnvironment(
                actual.name(),
                null,
                wanted.scaling(),
                wanted.instances(),
                wanted.fargate(),
                wanted.serviceRole(),
                actual.tags(),
                null,
                null);
        return FieldDiff.between(desired, actual).stream()
                .filter(diff -> diff.impact() != Impact.IN_PLACE)
                .toList();
    }

    private String noRoom() {
        if (served.size() >= MAX_PER_QUEUE) {
            return "the queue holds " + MAX_PER_QUEUE
                    + " compute environments, AWS's maximum; it goes on when the jobs of "
                    + served.get(served.size() - 1) + " have ended";
        }
        if (request.facts().computeEnvironments() >= Facts.MAX_COMPUTE_ENVIRONMENTS) {
            return "the account has " + request.facts().computeEnvironments() + " of "
                    + Facts.MAX_COMPUTE_ENVIRONMENTS + " compute environments in "
                    + request.facts().region()
                    + "; it goes on when one is deleted, or when nothing runs on "
                    + mine.get(0).resource().name();
        }
        return "";
    }

    private static String hashOfWhatNeverChanges(WantedEnvironment wanted) {
        if (wanted.instances() == null) {
            return ContentHash.of("FARGATE", wanted.serviceRole());
        }
        var purchase = wanted.instances().purchase();
        return wanted.serviceRole().isEmpty()
                ? ContentHash.of(purchase.spotFleetRole(), purchase.bestFit())
                : ContentHash.of(purchase.spotFleetRole(), purchase.bestFit(), wanted.serviceRole());
    }

    private static Object wholeState(WantedEnvironment wanted) {
        if (wanted.instances() == null) {
            return List.of("FARGATE", wanted.serviceRole());
        }
        LaunchTemplate template = wanted.template();
        var instances = wanted.instances();
        return List.of(
                instances.purchase(),
                instances.instanceTypes(),
                instances.image(),
                instances.network(),
                instances.instanceProfile(),
                template.name(),
                instances.keyPair(),
                instances.tags(),
                wanted.serviceRole());
    }

    private int rank(String name) {
        int index = served.indexOf(name);
        return index < 0 ? served.size() : index;
    }

    static boolean isRunning(Observed<ComputeEnvironment> one) {
        return one.resource().activity() != null && one.resource().activity().running();
    }
}
