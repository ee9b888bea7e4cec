package io.towerforge.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.operator.model.JobQueue;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.Slot;
import io.towerforge.operator.plan.Plan;
import io.towerforge.operator.plan.Planner;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Histories nobody thought of: edits, jobs that come and end, passes, things deleted by hand and rejected by AWS, in any order.
 * AWS refuses nothing that is asked, no job is ended, and when it is quiet again all is as the last spec wants it.
 */
class RandomEditsTest {
    private static final int HISTORIES = Integer.getInteger("towerforge.histories", 60);
    private static final int MOMENTS = 60;

    static Stream<Integer> seeds() {
        return IntStream.range(0, HISTORIES).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noHistoryEndsAJobOrAsksForWhatAwsRefuses(int seed) {
        Random random = new Random(seed);
        List<String> history = new ArrayList<>();
        Scene scene = (seed % 2 == 0 ? Scene.instant() : Scene.slow()).wants(edit(random, history));
        try {
            for (int moment = 0; moment < MOMENTS; moment++) {
                happens(scene, random, history);
            }
            assertThat(scene.aws.killed()).isEmpty();
            becomesQuiet(scene.besideOthers(0));
            if (random.nextBoolean()) {
                history.add("deleted");
                scene.isDeleted();
                becomesQuiet(scene);
                assertThat(scene.aws.observe().all()).isEmpty();
            }
            assertThat(scene.aws.killed()).isEmpty();
        } catch (AssertionError error) {
            throw new AssertionError("seed " + seed + ": " + history + " left " + scene.picture(), error);
        }
    }

    private static void happens(Scene scene, Random random, List<String> history) {
        switch (random.nextInt(12)) {
            case 0, 1 -> scene.wants(edit(random, history));
            case 2, 3 -> {
                String queue = random.nextInt(3) == 0 ? Scene.HEAD : Scene.WORK;
                int cpus = 1 + random.nextInt(64);
                history.add("submit " + cpus + " to " + (queue.equals(Scene.HEAD) ? "head: " : "work: ")
                        + scene.aws.submit(queue, cpus));
            }
            case 4 -> {
                if (!scene.aws.jobs().isEmpty()) {
                    var job =
                            scene.aws.jobs().get(random.nextInt(scene.aws.jobs().size()));
                    history.add("a job ends");
                    scene.aws.end(job);
                }
            }
            case 5 -> byHand(scene, random, history);
            case 6 -> {
                int others = random.nextInt(4) == 0 ? 49 : 0;
                history.add(others + " others");
                scene.besideOthers(others);
            }
            default -> {
                Plan plan = scene.plan();
                history.add("pass " + plan.writes());
                scene.aws.carryOut(plan);
                if (random.nextBoolean()) {
                    scene.aws.settle();
                }
                holdsBetweenPasses(scene);
            }
        }
    }

    /** What is true at any moment: planning again from what is there is no different, and a wanted queue always has an environment. */
    private static void holdsBetweenPasses(Scene scene) {
        var request = scene.request();
        var stack = StackBuilder.build(request);
        assertThat(StackBuilder.build(request)).isEqualTo(stack);
        assertThat(Planner.plan(stack, request.seen())).isEqualTo(Planner.plan(stack, request.seen()));
        assertThat(stack.slots().stream().map(Slot::resource))
                .filteredOn(JobQueue.class::isInstance)
                .allSatisfy(queue -> assertThat(((JobQueue) queue).computeEnvironments())
                        .hasSizeBetween(1, 3)
                        .doesNotHaveDuplicates());
    }

    private static void byHand(Scene scene, Random random, List<String> history) {
        List<Observed<?>> all = scene.aws.observe().all();
        if (all.isEmpty()) {
            return;
        }
        Observed<?> one = all.get(random.nextInt(all.size()));
        boolean template = one.id().kind() == ResourceKind.LAUNCH_TEMPLATE;
        boolean environment = one.id().kind() == ResourceKind.COMPUTE_ENVIRONMENT;
        if (template) {
            history.add("by hand: delete " + one.id());
            scene.aws.vanish(one.id());
        } else if (environment && one.state() == Observed.State.READY) {
            history.add("rejected: " + one.id());
            scene.aws.fail(one.id(), "for a reason of AWS's own");
        }
    }

    private static void becomesQuiet(Scene scene) {
        scene.itsJobsEnd().settles();
        assertThat(scene.plan().isSettled()).as(scene.plan().toString()).isTrue();
    }

    private static AwsBatchComputeEnvironmentSpec edit(Random random, List<String> history) {
        boolean spot = random.nextBoolean();
        List<String> lines = new ArrayList<>();
        lines.add("provisioningModel: " + (spot ? "Spot" : "OnDemand"));
        lines.add("instanceTypes: [" + pick(random, "m6i", "c6i", "r6i") + "]");
        lines.add("maxCpus: " + pick(random, "32", "64", "256"));
        lines.add("minCpus: " + pick(random, "0", "0", "16"));
        if (random.nextInt(4) == 0) {
            lines.add("allocationStrategy: BEST_FIT");
            lines.add("roles: { spotFleetRoleArn: '" + pick(random, "one", "two") + "' }");
        }
        if (random.nextInt(3) == 0) {
            lines.add("bootDisk: { sizeGiB: " + pick(random, "100", "200") + " }");
        }
        history.add("edit " + lines);
        return Scene.forge(lines.toArray(String[]::new));
    }

    private static String pick(Random random, String... among) {
        return among[random.nextInt(among.length)];
    }
}
