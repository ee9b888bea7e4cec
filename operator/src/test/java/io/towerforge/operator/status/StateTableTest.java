package io.towerforge.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.Condition;
import io.towerforge.api.v1alpha1.ConditionStatus;
import io.towerforge.operator.aws.ErrorClass;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Observed.State;
import io.towerforge.operator.model.Slot;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each situation looks like to people, and to tools that wait. */
class StateTableTest {
    /**
     * One row.
     *
     * @param ready status and reason of {@code Ready}
     * @param reconciling status and reason when true, else {@code -}
     * @param stalled status and reason when true, else {@code -}
     */
    record Row(
            String sentence,
            Consumer<Pass> situation,
            String ready,
            String reconciling,
            String stalled,
            Kstatus kstatus) {
        @Override
        public String toString() {
            return sentence;
        }
    }

    private static final Duration OVER_THE_DEADLINE = Trouble.PROGRESS_DEADLINE;
    private static final Duration JUST_BEFORE = OVER_THE_DEADLINE.minusSeconds(1);

    static Stream<Row> rows() {
        return Stream.of(
                row(
                        "Seen for the first time",
                        pass -> pass.says(Verdict::started),
                        "Unknown/Provisioning",
                        "True/Provisioning",
                        "-",
                        Kstatus.IN_PROGRESS),
                row(
                        "Being created",
                        pass -> pass.sees(Pass.creating()),
                        "Unknown/Provisioning",
                        "True/Provisioning",
                        "-",
                        Kstatus.IN_PROGRESS),
                row("Ready", pass -> pass.sees(Pass.settled()), "True/Available", "-", "-", Kstatus.CURRENT),
                row(
                        "An edit that was not looked at yet",
                        pass -> pass.sees(Pass.settled()).edited(),
                        "True/Available",
                        "-",
                        "-",
                        Kstatus.IN_PROGRESS),
                row(
                        "Healthy, and rolling an update",
                        pass -> pass.sees(Pass.settled()).edited().sees(Pass.updating()),
                        "True/Updating",
                        "True/Updating",
                        "-",
                        Kstatus.IN_PROGRESS),
                row(
                        "Throttled while it is being created, a short while ago",
                        pass -> pass.sees(Pass.refused(ErrorClass.THROTTLED, "Throttled")),
                        "False/Throttled",
                        "True/ProgressingWithRetry",
                        "-",
                        Kstatus.IN_PROGRESS),
                row(
                        "A permission is missing since a short while",
                        pass -> pass.sees(Pass.refused(ErrorClass.DENIED, "MissingPermissions"))
                                .later(JUST_BEFORE)
                                .sees(Pass.refused(ErrorClass.DENIED, "MissingPermissions")),
                        "False/MissingPermissions",
                        "True/ProgressingWithRetry",
                        "-",
                        Kstatus.IN_PROGRESS),
                row(
                        "A permission is missing for longer than the deadline",
                        pass -> pass.sees(Pass.refused(ErrorClass.DENIED, "MissingPermissions"))
                                .later(OVER_THE_DEADLINE)
                                .sees(Pass.refused(ErrorClass.DENIED, "MissingPermissions")),
                        "False/MissingPermissions",
                        "-",
                        "True/ProgressDeadlineExceeded",
                        Kstatus.FAILED),
                row(
                        "The permission was given after the deadline",
                        pass -> pass.sees(Pass.refused(ErrorClass.DENIED, "MissingPermissions"))
                                .later(OVER_THE_DEADLINE)
                                .sees(Pass.refused(ErrorClass.DENIED, "MissingPermissions"))
                                .sees(Pass.settled()),
                        "True/Available",
                        "-",
                        "-",
                        Kstatus.CURRENT),
                row(
                        "Throttled while it serves",
                        pass -> pass.sees(Pass.settled())
                                .sees(Pass.refusedBeside(Pass.serving(), ErrorClass.THROTTLED, "Throttled")),
                        "True/Updating",
                        "True/ProgressingWithRetry",
                        "-",
                        Kstatus.IN_PROGRESS),
                row(
                        "An edit of an environment that serves is impossible",
                        pass -> pass.sees(Pass.settled())
                                .sees(Pass.refusedBeside(Pass.serving(), ErrorClass.INVALID, "InvalidParameter")),
                        "True/Updating",
                        "-",
                        "True/InvalidParameter",
                        Kstatus.FAILED),
                row(
                        "AWS cannot be reached while it serves",
                        pass -> pass.sees(Pass.settled())
                                .says(verdict -> verdict.failed(new io.towerforge.operator.aws.AwsFailure(
                                        ErrorClass.TRANSIENT, "AwsUnavailable", "No answer.", null))),
                        "True/Updating",
                        "True/ProgressingWithRetry",
                        "-",
                        Kstatus.IN_PROGRESS),
                row(
                        "AWS says that the spec is impossible",
                        pass -> pass.sees(Pass.refused(ErrorClass.INVALID, "InvalidParameter")),
                        "False/InvalidParameter",
                        "-",
                        "True/InvalidParameter",
                        Kstatus.FAILED),
                row(
                        "Somebody else's resource has the name",
                        pass -> pass.sees(Pass.refused(ErrorClass.CONFLICT, "Conflict")),
                        "False/Conflict",
                        "-",
                        "True/Conflict",
                        Kstatus.FAILED),
                row(
                        "A compute environment is INVALID, and roles may still be spreading",
                        pass -> pass.sees(Pass.invalid()),
                        "False/ComputeEnvironmentInvalid",
                        "True/ProgressingWithRetry",
                        "-",
                        Kstatus.IN_PROGRESS),
                row(
                        "A compute environment stays INVALID",
                        pass -> pass.sees(Pass.invalid())
                                .later(Trouble.PROPAGATION)
                                .sees(Pass.invalid()),
                        "False/ComputeEnvironmentInvalid",
                        "-",
                        "True/ComputeEnvironmentInvalid",
                        Kstatus.FAILED),
                row(
                        "The spec contradicts itself",
                        pass -> pass.says(verdict -> verdict.rejected(Reasons.INVALID_SPEC, "Name a queue.")),
                        "False/InvalidSpec",
                        "-",
                        "True/InvalidSpec",
                        Kstatus.FAILED),
                row(
                        "Paused while ready",
                        pass -> pass.sees(Pass.settled())
                                .says(verdict -> verdict.watchedOnly(new Advice(Reasons.PAUSED, "Paused."))),
                        "True/Available",
                        "-",
                        "-",
                        Kstatus.CURRENT),
                row(
                        "Paused while it was not ready",
                        pass -> pass.sees(Pass.refused(ErrorClass.DENIED, "MissingPermissions"))
                                .says(verdict -> verdict.watchedOnly(new Advice(Reasons.PAUSED, "Paused."))),
                        "False/MissingPermissions",
                        "-",
                        "-",
                        Kstatus.IN_PROGRESS),
                row(
                        "Deleting, and jobs are still running",
                        pass -> pass.sees(Pass.settled())
                                .deleted()
                                .says(draining(), verdict -> verdict.deleting(draining(), false)),
                        "Unknown/Draining",
                        "True/Deleting",
                        "-",
                        Kstatus.TERMINATING),
                row(
                        "Deleting, and jobs have been running for longer than the spec allows",
                        pass -> pass.sees(Pass.settled())
                                .deleted()
                                .says(draining(), verdict -> verdict.deleting(draining(), true)),
                        "Unknown/Draining",
                        "-",
                        "True/DeletionBlocked",
                        Kstatus.TERMINATING),
                row(
                        "Deleting what is left, with no job in the way",
                        pass -> pass.sees(Pass.settled())
                                .deleted()
                                .says(removing(State.READY), verdict -> verdict.deleting(removing(State.READY), false)),
                        "Unknown/Deleting",
                        "True/Deleting",
                        "-",
                        Kstatus.TERMINATING),
                row(
                        "A queue that AWS is deleting is not one that waits for jobs, however late it is",
                        pass -> pass.sees(Pass.settled())
                                .deleted()
                                .says(
                                        removing(State.DELETING),
                                        verdict -> verdict.deleting(removing(State.DELETING), true)),
                        "Unknown/Deleting",
                        "True/Deleting",
                        "-",
                        Kstatus.TERMINATING),
                row(
                        "A deletion that AWS refuses",
                        pass -> pass.sees(Pass.settled())
                                .deleted()
                                .says(verdict -> verdict.failed(new io.towerforge.operator.aws.AwsFailure(
                                        ErrorClass.DENIED, "MissingPermissions", "No.", null))),
                        "False/MissingPermissions",
                        "True/ProgressingWithRetry",
                        "-",
                        Kstatus.TERMINATING));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aSituationReadsAsTheTableSays(Row row) {
        Pass pass = new Pass();
        row.situation.accept(pass);
        assertThat(pass.reads("Ready")).as("Ready").isEqualTo(row.ready);
        assertThat(pass.reads("Reconciling")).as("Reconciling").isEqualTo(row.reconciling);
        assertThat(pass.reads("Stalled")).as("Stalled").isEqualTo(row.stalled);
        assertThat(Kstatus.of(pass.object())).isEqualTo(row.kstatus);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void conditionsAreCompleteAndNeverContradictOneAnother(Row row) {
        Pass pass = new Pass();
        row.situation.accept(pass);
        List<Condition> conditions = pass.object().getStatus().conditions();
        Long observed = pass.object().getStatus().observedGeneration();
        assertThat(conditions)
                .extracting(Condition::type)
                .doesNotHaveDuplicates()
                .contains("Ready");
        assertThat(conditions).allSatisfy(condition -> {
            assertThat(condition.reason()).matches("[A-Z][A-Za-z]+");
            assertThat(condition.observedGeneration()).matches(generation -> Objects.equals(generation, observed));
            assertThat(condition.lastTransitionTime()).endsWith("Z");
            assertThat(condition.message()).isNotNull();
        });
        assertThat(conditions)
                .filteredOn(condition -> List.of("Reconciling", "Stalled").contains(condition.type()))
                .filteredOn(condition -> condition.status() == ConditionStatus.TRUE)
                .hasSizeLessThan(2);
    }

    private static Progress draining() {
        List<Observed<?>> seen = List.of(new Observed<>(closedQueue(), State.READY, ""));
        return Pass.deletion(seen, Slot.of(Pass.queue().disabled(), "2 jobs in it have not ended"));
    }

    private static Progress removing(State state) {
        return Pass.deletion(List.of(new Observed<>(closedQueue(), state, "")));
    }

    private static io.towerforge.operator.model.JobQueue closedQueue() {
        return Pass.queue().disabled();
    }

    private static Row row(
            String sentence,
            Consumer<Pass> situation,
            String ready,
            String reconciling,
            String stalled,
            Kstatus kstatus) {
        return new Row(sentence, situation, ready, reconciling, stalled, kstatus);
    }
}
