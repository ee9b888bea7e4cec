package io.towerforge.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** "What happens to running jobs", row by row: what there is and runs, what is edited, and how it looks when nothing is left to do. */
class RunningJobsTest {
    private static final String TERMINATE = "updates: { runningJobs: Terminate }";
    private static final String ON_DEMAND = "provisioningModel: OnDemand";
    private static final String SPOT = "provisioningModel: Spot";

    /**
     * One row.
     *
     * @param before the lines of {@code spec.forge} the environment was made from
     * @param given what has happened since
     * @param after the lines of {@code spec.forge} after the edit
     * @param picture the queues and environments once nothing is left to write
     * @param killed how many jobs were ended before their time
     */
    record Row(
            String sentence,
            List<String> before,
            Consumer<Scene> given,
            List<String> after,
            List<String> picture,
            int killed) {
        @Override
        public String toString() {
            return sentence;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row(
                        "An edit of instance types is made in place while nothing runs",
                        List.of(ON_DEMAND, "instanceTypes: [m6i]"),
                        nothing(),
                        List.of(ON_DEMAND, "instanceTypes: [c6i]"),
                        List.of("work queue [A]", "A c6i open 0-256"),
                        0),
                new Row(
                        "The same edit makes a second environment while a job runs, and closes the first",
                        List.of(ON_DEMAND, "instanceTypes: [m6i]"),
                        aJobRuns(),
                        List.of(ON_DEMAND, "instanceTypes: [c6i]"),
                        List.of("work queue [B, A]", "A m6i closed 0-256, 8 in use", "B c6i open 0-256"),
                        0),
                new Row(
                        "With Terminate the same edit is made in place and ends the job",
                        List.of(ON_DEMAND, "instanceTypes: [m6i]"),
                        aJobRuns(),
                        List.of(ON_DEMAND, "instanceTypes: [c6i]", TERMINATE),
                        List.of("work queue [A]", "A c6i open 0-256"),
                        1),
                new Row(
                        "A first environment that keeps minCpus is closed with none while it is drained",
                        List.of(ON_DEMAND, "minCpus: 16"),
                        aJobRuns(),
                        List.of(ON_DEMAND, "minCpus: 16", "keyPair: debugging"),
                        List.of("work queue [B, A]", "A optimal closed 0-256, 8 in use", "B optimal open 16-256"),
                        0),
                new Row(
                        "minCpus alone is no running job, so the edit is made in place",
                        List.of(ON_DEMAND, "minCpus: 16"),
                        nothing(),
                        List.of(ON_DEMAND, "minCpus: 16", "keyPair: debugging"),
                        List.of("work queue [A]", "A optimal open 16-256"),
                        0),
                new Row(
                        "A higher maxCpus is set in place whatever runs",
                        List.of(ON_DEMAND, "maxCpus: 64"),
                        aJobRuns(),
                        List.of(ON_DEMAND, "maxCpus: 512"),
                        List.of("work queue [A]", "A optimal open 0-512, 8 in use"),
                        0),
                new Row(
                        "A maxCpus below what is in use goes down to what is in use and no further",
                        List.of(ON_DEMAND, "maxCpus: 64"),
                        aJobRuns(),
                        List.of(ON_DEMAND, "maxCpus: 4"),
                        List.of("work queue [A]", "A optimal open 0-8, 8 in use"),
                        0),
                new Row(
                        "On-Demand becomes Spot in place while nothing runs, and gets a head queue of its own",
                        List.of(ON_DEMAND),
                        nothing(),
                        List.of(SPOT),
                        List.of("work queue [A]", "head queue [B]", "A optimal Spot open 0-256", "B optimal open 0-64"),
                        0),
                new Row(
                        "On-Demand becomes Spot beside the first while a job runs",
                        List.of(ON_DEMAND),
                        aJobRuns(),
                        List.of(SPOT),
                        List.of(
                                "work queue [C, A]",
                                "head queue [B]",
                                "A optimal closed 0-256, 8 in use",
                                "B optimal open 0-64",
                                "C optimal Spot open 0-256"),
                        0),
                new Row(
                        "Spot becomes On-Demand and the head queue goes while nothing runs",
                        List.of(SPOT),
                        nothing(),
                        List.of(ON_DEMAND),
                        List.of("work queue [B]", "B optimal open 0-256"),
                        0),
                new Row(
                        "Spot becomes On-Demand and the head queue is closed but stays while a head job runs",
                        List.of(SPOT),
                        scene -> scene.startsAJob(Scene.HEAD, 4),
                        List.of(ON_DEMAND),
                        List.of(
                                "work queue [B]",
                                "head queue [A] closed",
                                "A optimal open 0-64, 4 in use",
                                "B optimal open 0-256"),
                        0),
                new Row(
                        "With Terminate the head queue's jobs are ended and it goes",
                        List.of(SPOT),
                        scene -> scene.startsAJob(Scene.HEAD, 4),
                        List.of(ON_DEMAND, TERMINATE),
                        List.of("work queue [B]", "B optimal open 0-256"),
                        1),
                new Row(
                        "BEST_FIT is reached beside, even while nothing runs",
                        List.of(ON_DEMAND),
                        nothing(),
                        List.of(ON_DEMAND, "allocationStrategy: BEST_FIT"),
                        List.of("work queue [B]", "B optimal BEST_FIT open 0-256"),
                        0),
                new Row(
                        "BEST_FIT is left beside, even while nothing runs",
                        List.of(ON_DEMAND, "allocationStrategy: BEST_FIT"),
                        nothing(),
                        List.of(ON_DEMAND),
                        List.of("work queue [B]", "B optimal open 0-256"),
                        0),
                new Row(
                        "An edit under BEST_FIT goes beside, because Batch updates nothing of it in place",
                        List.of(ON_DEMAND, "allocationStrategy: BEST_FIT", "instanceTypes: [m6i]"),
                        nothing(),
                        List.of(ON_DEMAND, "allocationStrategy: BEST_FIT", "instanceTypes: [c6i]"),
                        List.of("work queue [B]", "B c6i BEST_FIT open 0-256"),
                        0),
                new Row(
                        "BEST_FIT is left beside while a job runs, which goes on",
                        List.of(ON_DEMAND, "allocationStrategy: BEST_FIT"),
                        aJobRuns(),
                        List.of(ON_DEMAND),
                        List.of(
                                "work queue [B, A]",
                                "A optimal BEST_FIT closed 0-256, 8 in use",
                                "B optimal open 0-256"),
                        0),
                new Row(
                        "With Terminate BEST_FIT is left beside and the first one's jobs are ended",
                        List.of(ON_DEMAND, "allocationStrategy: BEST_FIT"),
                        aJobRuns(),
                        List.of(ON_DEMAND, TERMINATE),
                        List.of("work queue [B]", "B optimal open 0-256"),
                        1),
                new Row(
                        "A new Spot fleet role goes beside, because Batch can never change it",
                        List.of(SPOT, "allocationStrategy: BEST_FIT", fleetRole("one")),
                        nothing(),
                        List.of(SPOT, "allocationStrategy: BEST_FIT", fleetRole("two")),
                        List.of(
                                "work queue [C]",
                                "head queue [A]",
                                "A optimal open 0-64",
                                "C optimal BEST_FIT Spot open 0-256"),
                        0),
                new Row(
                        "An environment AWS has rejected is changed in place, because nothing can run on it",
                        List.of(ON_DEMAND, "instanceTypes: [m6i]"),
                        scene -> scene.aws.fail(scene.environment("A"), "no such type"),
                        List.of(ON_DEMAND, "instanceTypes: [c6i]"),
                        List.of("work queue [A]", "A c6i open 0-256"),
                        0));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anEditEndsNoJobUnlessTheSpecSaysTerminate(Row row) {
        Scene scene = Scene.instant().wants(Scene.forge(row.before.toArray(String[]::new)));
        scene.settles();
        row.given.accept(scene);
        scene.wants(Scene.forge(row.after.toArray(String[]::new))).settles();
        assertThat(scene.picture()).isEqualTo(row.picture);
        assertThat(scene.aws.killed()).hasSize(row.killed);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whenTheJobsHaveEndedOnlyWhatServesIsLeft(Row row) {
        Scene scene = Scene.instant().wants(Scene.forge(row.before.toArray(String[]::new)));
        scene.settles();
        row.given.accept(scene);
        scene.wants(Scene.forge(row.after.toArray(String[]::new))).settles().itsJobsEnd();
        scene.settles();
        assertThat(scene.plan().isSettled()).as(scene.plan().toString()).isTrue();
        assertThat(scene.picture())
                .noneMatch(line -> line.contains("closed"))
                .filteredOn(line -> line.contains("queue"))
                .allMatch(line -> !line.contains(","), "one environment a queue");
    }

    private static Consumer<Scene> nothing() {
        return scene -> {};
    }

    private static Consumer<Scene> aJobRuns() {
        return scene -> scene.startsAJob(Scene.WORK, 8);
    }

    private static String fleetRole(String name) {
        return "roles: { spotFleetRoleArn: 'arn:aws:iam::111122223333:role/" + name + "' }";
    }
}
