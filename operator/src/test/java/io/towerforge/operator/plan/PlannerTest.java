package io.towerforge.operator.plan;

import static io.towerforge.operator.plan.Things.environment;
import static io.towerforge.operator.plan.Things.in;
import static io.towerforge.operator.plan.Things.logGroup;
import static io.towerforge.operator.plan.Things.profile;
import static io.towerforge.operator.plan.Things.queue;
import static io.towerforge.operator.plan.Things.ready;
import static io.towerforge.operator.plan.Things.role;
import static io.towerforge.operator.plan.Things.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.JobQueue;
import io.towerforge.operator.model.Observation;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Observed.State;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.Slot;
import io.towerforge.operator.model.Stack;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The decision, as a table: what should be, what is, and the steps that follow. */
class PlannerTest {
    private static final ComputeEnvironment ENVIRONMENT = environment("e", 64, "t", "lt-1");
    private static final JobQueue QUEUE = queue("q", "e");

    record Row(String because, List<Slot> stack, List<Observed<?>> seen, List<String> steps) {
        @Override
        public String toString() {
            return because;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("Nothing wanted and nothing there is nothing to do", List.of(), List.of(), List.of()),
                new Row(
                        "What builds on nothing is made at once, what builds on it waits",
                        wanted(role("r"), profile("profile", "r"), logGroup(30)),
                        List.of(),
                        List.of(
                                "create IAM role r",
                                "wait instance profile profile: first IAM role r",
                                "create log group logs")),
                new Row(
                        "What is as it should be is kept",
                        wanted(role("r"), QUEUE),
                        List.of(ready(role("r")), ready(QUEUE)),
                        List.of("keep IAM role r", "keep job queue q")),
                new Row(
                        "What differs is updated, and the step says how",
                        wanted(logGroup(90)),
                        List.of(ready(logGroup(30))),
                        List.of("update log group logs: retentionDays 30 -> 90")),
                new Row(
                        "A step does not run while what it builds on changes in this very plan",
                        wanted(
                                environment("e", 128, "t", "lt-1"),
                                queue("q", "e", "f"),
                                environment("f", 64, "t", "lt-1")),
                        List.of(ready(ENVIRONMENT), ready(environment("f", 64, "t", "lt-1")), ready(QUEUE)),
                        List.of(
                                "update compute environment e: maxCpus 64 -> 128",
                                "keep compute environment f",
                                "wait job queue q: first compute environment e")),
                new Row(
                        "Other queues of the same stack do not wait for an environment that is not theirs",
                        wanted(ENVIRONMENT, environment("f", 64, "t", "lt-1"), QUEUE, queue("p", "f")),
                        List.of(ready(environment("f", 64, "t", "lt-1"))),
                        List.of(
                                "create compute environment e",
                                "keep compute environment f",
                                "create job queue p",
                                "wait job queue q: first compute environment e")),
                new Row(
                        "What AWS is working on is neither used nor changed",
                        wanted(environment("e", 128, "t", "lt-1"), QUEUE),
                        List.of(in(State.IN_PROGRESS, ENVIRONMENT)),
                        List.of(
                                "wait compute environment e: AWS is working on it",
                                "wait job queue q: first compute environment e")),
                new Row(
                        "What AWS is deleting is made again once it is gone",
                        wanted(ENVIRONMENT),
                        List.of(in(State.DELETING, ENVIRONMENT)),
                        List.of("wait compute environment e: AWS is deleting it; it is made again once it is gone")),
                new Row(
                        "What AWS rejects is asked about again, even when nothing differs",
                        wanted(ENVIRONMENT),
                        List.of(new Observed<>(ready(ENVIRONMENT).resource(), State.FAILED, "not authorized")),
                        List.of("update compute environment e: AWS rejects it: not authorized")),
                new Row(
                        "What builds on a rejected environment waits",
                        wanted(ENVIRONMENT, queue("q", "e", "f"), environment("f", 64, "t", "lt-1")),
                        List.of(in(State.FAILED, ENVIRONMENT), ready(environment("f", 64, "t", "lt-1")), ready(QUEUE)),
                        List.of(
                                "update compute environment e: AWS rejects it",
                                "keep compute environment f",
                                "wait job queue q: first compute environment e")),
                new Row(
                        "What cannot be changed in place is refused, and nothing is replaced",
                        wanted(environment("e", 64, "t", "lt-1", "BEST_FIT")),
                        List.of(ready(ENVIRONMENT)),
                        List.of("refuse compute environment e: allocationStrategy BEST_FIT_PROGRESSIVE -> BEST_FIT;"
                                + " bestFit false -> true")),
                new Row(
                        "A place that waits for an output says so",
                        List.of(
                                Slot.of(template("t", null)),
                                Slot.pending(
                                        ENVIRONMENT.id(),
                                        Set.of(template("t", null).id()))),
                        List.of(),
                        List.of("create launch template t", "wait compute environment e: first launch template t")),
                new Row(
                        "A place that waits for room says why",
                        List.of(Slot.pending(ENVIRONMENT.id(), "there is no room")),
                        List.of(),
                        List.of("wait compute environment e: there is no room")),
                new Row(
                        "What is kept and still has something going on says what",
                        List.of(Slot.of(ENVIRONMENT, "it goes when its jobs have ended")),
                        List.of(ready(ENVIRONMENT)),
                        List.of("keep compute environment e: it goes when its jobs have ended")),
                new Row(
                        "Deletion goes from what uses to what is used",
                        List.of(),
                        List.of(ready(role("r")), ready(profile("profile", "r")), ready(ENVIRONMENT), ready(QUEUE)),
                        List.of(
                                "delete job queue q",
                                "wait compute environment e: first job queue q",
                                "wait instance profile profile: first compute environment e",
                                "wait IAM role r: first instance profile profile, compute environment e")),
                new Row(
                        "What is being deleted still counts as there",
                        List.of(),
                        List.of(ready(ENVIRONMENT), in(State.DELETING, QUEUE)),
                        List.of(
                                "wait job queue q: AWS is deleting it",
                                "wait compute environment e: first job queue q")),
                new Row(
                        "What AWS is working on is not deleted yet",
                        List.of(),
                        List.of(in(State.IN_PROGRESS, ENVIRONMENT)),
                        List.of("wait compute environment e: AWS is working on it")),
                new Row(
                        "What AWS has rejected can be deleted",
                        List.of(),
                        List.of(in(State.FAILED, ENVIRONMENT)),
                        List.of("delete compute environment e")),
                new Row(
                        "An environment leaves its queue before it is deleted",
                        wanted(environment("f", 64, "t", "lt-1"), queue("q", "f")),
                        List.of(
                                ready(ENVIRONMENT),
                                ready(environment("f", 64, "t", "lt-1")),
                                ready(queue("q", "f", "e"))),
                        List.of(
                                "keep compute environment f",
                                "update job queue q: computeEnvironments f,e -> f",
                                "wait compute environment e: first job queue q")),
                new Row(
                        "A queue that has let go of it is no reason to keep it",
                        wanted(environment("f", 64, "t", "lt-1"), queue("q", "f")),
                        List.of(ready(ENVIRONMENT), ready(environment("f", 64, "t", "lt-1")), ready(queue("q", "f"))),
                        List.of("keep compute environment f", "keep job queue q", "delete compute environment e")),
                new Row(
                        "A queue that never listed it is no reason to keep it, even while that queue changes",
                        wanted(environment("f", 64, "t", "lt-1"), queue("q", "f")),
                        List.of(
                                ready(ENVIRONMENT),
                                ready(environment("f", 64, "t", "lt-1")),
                                in(State.IN_PROGRESS, queue("q", "f"))),
                        List.of(
                                "keep compute environment f",
                                "wait job queue q: AWS is working on it",
                                "delete compute environment e")),
                new Row(
                        "A template stays while any environment that changes may still launch from it",
                        wanted(template("u", "lt-2"), environment("e", 64, "u", "lt-2")),
                        List.of(ready(template("t", "lt-1")), ready(template("u", "lt-2")), ready(ENVIRONMENT)),
                        List.of(
                                "keep launch template u",
                                "update compute environment e: templateId lt-1 -> lt-2",
                                "wait launch template t: first compute environment e")),
                new Row(
                        "A log group nobody wants goes at once, because nothing builds on it",
                        List.of(),
                        List.of(ready(logGroup(30)), in(State.IN_PROGRESS, ENVIRONMENT)),
                        List.of("wait compute environment e: AWS is working on it", "delete log group logs")));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theStepsFollow(Row row) {
        Plan plan = Planner.plan(new Stack(row.stack), new Observation(row.seen));
        assertThat(plan.steps()).extracting(Step::toString).isEqualTo(row.steps);
    }

    @Test
    void aPlanIsSettledWhenEveryStepKeepsAndNoneHasMoreToSay() {
        assertThat(plan(List.of(Slot.of(QUEUE)), ready(QUEUE)).isSettled()).isTrue();
        assertThat(plan(List.of(Slot.of(QUEUE)), ready(QUEUE)).lines()).isEmpty();
        assertThat(plan(List.of(Slot.of(QUEUE, "jobs run")), ready(QUEUE)).isSettled())
                .isFalse();
        assertThat(plan(List.of(Slot.of(QUEUE))).isSettled()).isFalse();
    }

    @Test
    void onlyWhatIsChangedOrDeletedMustHaveBeenReadJustNow() {
        Plan plan = plan(List.of(Slot.of(role("r")), Slot.of(logGroup(90))), ready(logGroup(30)), ready(QUEUE));
        assertThat(plan.changedKinds()).containsExactlyInAnyOrder(ResourceKind.LOG_GROUP, ResourceKind.JOB_QUEUE);
        assertThat(plan.writes()).hasSize(3);
    }

    @Test
    void kindsAreDeclaredAfterWhatTheyBuildOn() {
        for (ResourceKind kind : ResourceKind.values()) {
            assertThat(kind.buildsOn()).allMatch(below -> below.compareTo(kind) < 0);
            assertThat(kind.carries()).allMatch(above -> above.buildsOn().contains(kind));
        }
    }

    @Test
    void whatARecordNamesIsOfAKindItsOwnKindBuildsOn() {
        for (var resource : List.of(profile("profile", "r"), ENVIRONMENT, QUEUE)) {
            assertThat(resource.buildsOn())
                    .isNotEmpty()
                    .extracting(ResourceId::kind)
                    .isSubsetOf(resource.id().kind().buildsOn());
        }
    }

    private static Plan plan(List<Slot> stack, Observed<?>... seen) {
        return Planner.plan(new Stack(stack), new Observation(List.of(seen)));
    }

    private static List<Slot> wanted(io.towerforge.operator.model.Resource... resources) {
        return Stream.of(resources).map(Slot::of).toList();
    }
}
