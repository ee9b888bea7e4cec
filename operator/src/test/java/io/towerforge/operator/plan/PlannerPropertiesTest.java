package io.towerforge.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.model.Observation;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Observed.State;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.Stack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every plan, whatever is wanted and whatever is there. AWS, here, refuses what AWS refuses. */
class PlannerPropertiesTest {
    private static final int STACKS = 400;
    private static final int MOST_PASSES = 30;

    static Stream<Integer> seeds() {
        return IntStream.range(0, STACKS).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void carriedOutPassByPassAPlanReachesItsStackAndAnEmptyStackLeavesNothing(int seed) {
        Random random = new Random(seed);
        FakeAws aws = seed % 2 == 0 ? FakeAws.instant() : FakeAws.slow();
        for (int edits = 0; edits < 3; edits++) {
            RandomStack stack = new RandomStack(random);
            for (int passes = random.nextInt(5); passes > 0; passes--) {
                pass(aws, stack::with);
                if (random.nextBoolean()) {
                    aws.settle();
                }
                happens(aws, random);
            }
        }
        RandomStack last = new RandomStack(random);
        reaches(aws, last::with);
        assertThat(Planner.plan(last.with(aws.observe()), aws.observe()).isSettled())
                .isTrue();
        reaches(aws, seen -> Stack.EMPTY);
        assertThat(aws.observe().all()).isEmpty();
    }

    private static void reaches(FakeAws aws, Function<Observation, Stack> wanted) {
        for (int passes = 0; passes < MOST_PASSES; passes++) {
            aws.settle();
            if (pass(aws, wanted).isSettled()) {
                return;
            }
        }
        throw new AssertionError("not there after " + MOST_PASSES + " passes; left to do: "
                + Planner.plan(wanted.apply(aws.observe()), aws.observe()));
    }

    private static Plan pass(FakeAws aws, Function<Observation, Stack> wanted) {
        Observation seen = aws.observe();
        Stack stack = wanted.apply(seen);
        Plan plan = Planner.plan(stack, seen);
        everyResourceHasOneStep(plan, stack, seen);
        nothingIsWrittenOnUnsettledGround(plan);
        nothingIsDeletedThatMayBeUsed(plan, seen);
        theOrderOfWhatIsSeenDoesNotMatter(plan, stack, seen);
        aws.carryOut(plan);
        return plan;
    }

    private static void everyResourceHasOneStep(Plan plan, Stack stack, Observation seen) {
        assertThat(plan.steps()).extracting(Step::id).doesNotHaveDuplicates();
        assertThat(plan.steps())
                .extracting(Step::id)
                .containsAll(stack.slots().stream().map(slot -> slot.id()).toList())
                .containsAll(seen.all().stream().map(Observed::id).toList());
    }

    private static void nothingIsWrittenOnUnsettledGround(Plan plan) {
        Map<ResourceId, Step> steps = byId(plan);
        assertThat(plan.writes())
                .filteredOn(step -> step.verb() != Verb.DELETE)
                .allSatisfy(step -> assertThat(step.desired().buildsOn())
                        .filteredOn(steps::containsKey)
                        .extracting(below -> steps.get(below).verb())
                        .allMatch(verb -> verb == Verb.NONE));
    }

    private static void nothingIsDeletedThatMayBeUsed(Plan plan, Observation seen) {
        Map<ResourceId, Step> steps = byId(plan);
        assertThat(plan.steps())
                .filteredOn(step -> step.verb() == Verb.DELETE)
                .allSatisfy(step -> assertThat(seen.all())
                        .filteredOn(other ->
                                other.id().kind().buildsOn().contains(step.id().kind()))
                        .filteredOn(other -> mayName(other, step.id()))
                        .extracting(other -> steps.get(other.id()).verb())
                        .allMatch(verb -> verb == Verb.NONE));
    }

    private static boolean mayName(Observed<?> user, ResourceId used) {
        List<ResourceId> named = user.resource().buildsOn().stream()
                .filter(below -> below.kind() == used.kind())
                .toList();
        return named.isEmpty() || named.contains(used);
    }

    private static void theOrderOfWhatIsSeenDoesNotMatter(Plan plan, Stack stack, Observation seen) {
        List<Observed<?>> reversed = new ArrayList<>(seen.all());
        Collections.reverse(reversed);
        assertThat(Planner.plan(stack, new Observation(reversed))).isEqualTo(plan);
    }

    private static void happens(FakeAws aws, Random random) {
        List<Observed<?>> all = aws.observe().all();
        if (all.isEmpty() || random.nextInt(3) > 0) {
            return;
        }
        Observed<?> one = all.get(random.nextInt(all.size()));
        boolean leaf = one.id().kind() == ResourceKind.JOB_QUEUE || one.id().kind() == ResourceKind.LOG_GROUP;
        if (leaf) {
            aws.vanish(one.id());
        } else if (one.id().kind() == ResourceKind.COMPUTE_ENVIRONMENT && one.state() == State.READY) {
            aws.fail(one.id(), "for a reason of AWS's own");
        }
    }

    private static Map<ResourceId, Step> byId(Plan plan) {
        return plan.steps().stream().collect(Collectors.toMap(Step::id, step -> step));
    }
}
