package io.towerforge.operator.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.reliability.CrashGate.Moment;
import io.towerforge.operator.world.World;
import io.towerforge.simulator.core.Call;
import io.towerforge.simulator.core.LiveObject;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills the operator at every write of every scenario, just before and just after it takes effect, with reads that see every
 * write and with reads that lag behind; starts a new one that remembers nothing, and compares where it gets with an undisturbed
 * run. The default suite takes every eleventh write; {@code -Dtowerforge.crash.every=1} takes all.
 */
@Execution(ExecutionMode.CONCURRENT) // each run has a world of its own
class CrashSweepTest {
    private static final Duration UNTIL_SETTLED = Duration.ofHours(6);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration RESTART = Duration.ofSeconds(7);

    /** The id of something the operator has made and needs for the next thing it makes. */
    private static final Pattern OWN_ID = Pattern.compile("\\b(sg|fs)-[0-9a-f]+");

    private static final int EVERY = Integer.getInteger("towerforge.crash.every", 11);

    /** Fewer points than this in a scenario would mean that the sweep no longer reaches what it is for. */
    private static final Map<Scenario, Integer> FEWEST_POINTS = Map.of(
            Scenario.CREATE, 18,
            Scenario.CREATE_WITH_EFS, 20,
            Scenario.EDIT_BESIDE, 8,
            Scenario.DELETE, 16,
            Scenario.DELETE_DURING_CREATE, 8);

    /** How AWS behaves in a sweep. */
    enum Reads {
        SEE_EVERY_WRITE(Timings.none(), Duration.ofHours(24)),
        LAG_BEHIND(Timings.realistic(), Duration.ofHours(4));

        private final Timings timings;

        /** Whether it stays quiet for a day has nothing to do with lag. */
        private final Duration quiet;

        Reads(Timings timings, Duration quiet) {
            this.timings = timings;
            this.quiet = quiet;
        }
    }

    static Stream<Arguments> scenariosAndReads() {
        return Stream.of(Scenario.values())
                .flatMap(scenario -> Stream.of(Reads.values()).map(reads -> Arguments.of(scenario, reads)));
    }

    @ParameterizedTest(name = "{0}, reads {1}")
    @MethodSource("scenariosAndReads")
    void survivesACrashAtEveryWrite(Scenario scenario, Reads reads) {
        Run reference = run(scenario, reads, CrashGate.NEVER, Moment.BEFORE, reads.quiet);
        assertThat(reference.problems()).as("undisturbed").isEmpty();
        assertThat(reference.writes()).as("writes").isGreaterThanOrEqualTo(FEWEST_POINTS.getOrDefault(scenario, 3));
        List<String> problems = new ArrayList<>();
        int points = 0;
        for (int point = 1; point <= reference.writes(); point += EVERY) {
            for (Moment moment : Moment.values()) {
                Run run = run(scenario, reads, point, moment, AN_HOUR);
                String where = scenario + ", reads " + reads + ", killed " + moment + " write " + point + ": ";
                run.problems().forEach(problem -> problems.add(where + problem));
                if (!run.fingerprint().equals(reference.fingerprint())) {
                    problems.add(where + "D1 another end: " + difference(run.fingerprint(), reference.fingerprint()));
                }
                if (!run.creations().equals(reference.creations())) {
                    problems.add(where + "D2 other creations: " + difference(run.creations(), reference.creations()));
                }
                points++;
            }
        }
        System.out.println("crash points: " + points + " in " + scenario + ", reads " + reads);
        assertThat(problems).isEmpty();
    }

    /** A kind that no scenario makes, or none removes, is not swept, whatever its name promises. */
    @Test
    void everyKindIsMadeInOneScenarioAndRemovedInAnother() {
        Set<String> made = new TreeSet<>();
        Set<String> removed = new TreeSet<>();
        for (Scenario scenario : Scenario.values()) {
            Run run = run(scenario, Reads.SEE_EVERY_WRITE, CrashGate.NEVER, Moment.BEFORE, Duration.ZERO);
            made.addAll(kinds(run.after(), run.before()));
            removed.addAll(kinds(run.before(), run.after()));
        }
        List<String> all =
                Stream.of(ResourceKind.values()).map(ResourceKind::type).toList();
        assertThat(made).containsAll(all);
        assertThat(removed).containsAll(all);
    }

    /** Kinds of which there is something in the one list that is not in the other. */
    private static List<String> kinds(List<LiveObject> here, List<LiveObject> notThere) {
        Set<String> known = notThere.stream().map(LiveObject::id).collect(Collectors.toSet());
        return here.stream()
                .filter(one -> !known.contains(one.id()))
                .map(LiveObject::kind)
                .toList();
    }

    /**
     * What came of one run.
     *
     * @param before what there was in AWS before the act
     * @param after what there was in the end
     */
    private record Run(
            int writes,
            List<String> problems,
            List<String> creations,
            List<LiveObject> before,
            List<LiveObject> after) {
        List<String> fingerprint() {
            return Expectation.fingerprint(after);
        }
    }

    /** @param quiet how long nothing more may be written once all is settled */
    private static Run run(Scenario scenario, Reads reads, int point, Moment moment, Duration quiet) {
        World world = new World(reads.timings);
        Bystander.settle(world);
        Oracles oracles = new Oracles(world);
        if (reads == Reads.LAG_BEHIND) {
            oracles.refusals().readsLag();
        }
        scenario.prepare(world);
        List<LiveObject> before = world.aws().objects();
        CrashGate gate = new CrashGate(point, moment);
        gate.guard(world);
        scenario.act(world);
        world.wake();
        AtomicBoolean justDied = new AtomicBoolean();
        BooleanSupplier afterPass =
                () -> !justDied.getAndSet(false) && isOver(world, oracles) && scenario.isOver(world);
        world.run(UNTIL_SETTLED, afterPass, () -> {
            justDied.set(true); // its last pass wrote no status that could be judged
            gate.release(world);
            world.clock().advance(RESTART);
            world.startOperator();
        });
        gate.release(world);
        List<String> problems = judge(world, scenario, oracles, quiet);
        return new Run(
                gate.writes(), problems, creations(world), before, world.aws().objects());
    }

    /** Nothing more is to come: the object is gone, or settled with every job ended. */
    private static boolean isOver(World world, Oracles oracles) {
        oracles.afterPass();
        return world.aws().jobs().stream().allMatch(job -> job.end() != null)
                && world.cluster().find(Scenario.NAME).map(Oracles::isSettled).orElse(true);
    }

    private static List<String> judge(World world, Scenario scenario, Oracles oracles, Duration quiet) {
        AwsBatchComputeEnvironment object = world.cluster().find(Scenario.NAME).orElse(null);
        if (object != null) {
            boolean deleting = object.getMetadata().getDeletionTimestamp() != null;
            oracles.require(!deleting, "L2 not gone: " + object.getStatus().conditions());
            if (!deleting) {
                oracles.matches(object);
                oracles.staysQuiet(quiet);
            }
        }
        oracles.require(
                Scenario.killed(world, scenario.mayEndJobs()).isEmpty(),
                "jobs killed: " + Scenario.killed(world, scenario.mayEndJobs()));
        return oracles.violations();
    }

    /** How often each resource was created. Names are deterministic; what has none refers to others by ids, and those are AWS's choice. */
    private static List<String> creations(World world) {
        Map<String, Long> counts = world.aws().calls().stream()
                .filter(call ->
                        call.actor().equals(World.OPERATOR) && call.operation().startsWith("Create"))
                // EC2's word for a change of tags, which may be made twice.
                .filter(call -> !call.operation().equals("CreateTags"))
                .filter(Call::applied)
                .collect(Collectors.groupingBy(
                        call -> call.operation() + " " + nameIn(call.request()), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream().map(Object::toString).toList();
    }

    private static String nameIn(Object request) {
        String text = request.toString();
        int at = text.indexOf("TowerForge-");
        if (at < 0) {
            return OWN_ID.matcher(text).replaceAll("$1");
        }
        int end = at;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '-')) {
            end++;
        }
        return text.substring(at, end);
    }

    private static String difference(List<String> actual, List<String> expected) {
        List<String> more = new ArrayList<>(actual);
        expected.forEach(more::remove);
        List<String> less = new ArrayList<>(expected);
        actual.forEach(less::remove);
        return "+" + more + " -" + less;
    }
}
