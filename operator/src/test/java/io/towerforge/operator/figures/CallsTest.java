package io.towerforge.operator.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.Condition;
import io.towerforge.api.v1alpha1.ConditionStatus;
import io.towerforge.operator.world.World;
import io.towerforge.simulator.core.Call;
import io.towerforge.simulator.core.Timings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Calls to AWS and writes to Kubernetes, counted from the example every newcomer starts with. */
class CallsTest {
    /**
     * One look and one creation for every kind, and what roles, templates and environments take besides. Some are made once for all
     * environments of an account, to see that it has none of the rarer kinds.
     */
    private static final int GOAL_CREATE = 37;

    private static final int GOAL_WRITES = 4;
    private static final int GOAL_IDLE = 5;
    /** Every kind that nobody uses is looked for once an hour, for all environments together, and so is each bucket. */
    private static final double GOAL_PER_HOUR = 6.3;

    private static final int MANY = 25;

    private final World world = new World(Timings.none());

    @Test
    void makingASpotEnvironmentTakesAtMostThirtySevenCallsAndFourWrites() throws IOException {
        Instant start = world.clock().instant();
        world.cluster().apply("rnaseq", example());
        untilReady("rnaseq");

        print("create", world.aws().calls());
        System.out.println("figure: apply to Ready in virtual time, AWS without latency: "
                + Duration.between(start, world.clock().instant()).toSeconds() + " s");
        System.out.println("figure: Kubernetes writes from create to Ready: "
                + world.cluster().writes());
        assertThat(world.aws().calls()).hasSizeLessThanOrEqualTo(GOAL_CREATE);
        assertThat(world.cluster().writes()).hasSizeLessThanOrEqualTo(GOAL_WRITES);
    }

    @Test
    void anIdlePassTakesOneCallForEachListing() throws IOException {
        world.cluster().apply("rnaseq", example());
        untilReady("rnaseq");
        world.run(Duration.ofMinutes(30));
        int before = world.aws().calls().size();
        int writes = world.cluster().writes().size();

        world.step();

        List<Call> calls =
                world.aws().calls().subList(before, world.aws().calls().size());
        print("idle pass", calls);
        assertThat(calls).hasSizeLessThanOrEqualTo(GOAL_IDLE);
        assertThat(world.cluster().writes()).hasSize(writes);
    }

    @Test
    void manyIdleEnvironmentsCostLittleMoreThanOne() throws IOException {
        for (int i = 1; i <= MANY; i++) {
            world.cluster().apply("environment-" + i, example());
        }
        world.run(Duration.ofMinutes(30));
        int before = world.aws().calls().size();
        int writes = world.cluster().writes().size();

        world.run(Duration.ofHours(4));

        List<Call> calls =
                world.aws().calls().subList(before, world.aws().calls().size());
        double perHour = calls.size() / 4.0 / MANY;
        print(MANY + " environments, 4 idle hours", calls);
        System.out.println(
                "figure: AWS calls per environment and idle hour with " + MANY + " in one account: " + perHour);
        assertThat(perHour).isLessThanOrEqualTo(GOAL_PER_HOUR);
        assertThat(world.cluster().writes()).hasSize(writes);
    }

    private void untilReady(String name) {
        for (int passes = 0; passes < 20 && !isReady(name); passes++) {
            world.step();
        }
        assertThat(isReady(name)).isTrue();
    }

    private boolean isReady(String name) {
        return world.cluster().find(name).map(AwsBatchComputeEnvironment::getStatus).stream()
                .flatMap(status -> status.conditions().stream())
                .filter(condition -> condition.type().equals("Ready"))
                .map(Condition::status)
                .anyMatch(ConditionStatus.TRUE::equals);
    }

    private static AwsBatchComputeEnvironmentSpec example() throws IOException {
        String yaml = Files.readString(Path.of("..", "examples", "spot.yaml"));
        return Serialization.unmarshal(yaml, AwsBatchComputeEnvironment.class).getSpec();
    }

    private static void print(String what, List<Call> calls) {
        Map<String, Long> byOperation = calls.stream()
                .collect(Collectors.groupingBy(
                        call -> call.service().label() + ":" + call.operation(), TreeMap::new, Collectors.counting()));
        System.out.println("figure: " + what + ": " + calls.size() + " AWS calls " + byOperation);
    }
}
