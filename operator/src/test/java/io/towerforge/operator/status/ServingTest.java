package io.towerforge.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.apply.Outcome;
import io.towerforge.operator.aws.ErrorClass;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.JobQueue;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Observed.State;
import io.towerforge.operator.plan.Step;
import io.towerforge.operator.plan.Verb;
import io.towerforge.operator.status.Progress.Queues;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether pipelines can go on, and how what is wrong beside them reads. */
class ServingTest {
    record Row(String because, Observed<?> environment, Observed<?> queue, boolean servedBefore, boolean usable) {
        @Override
        public String toString() {
            return because;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                row("Both are ready and open", State.READY, true, State.READY, true, false, true),
                row(
                        "A queue that is being made takes no jobs yet",
                        State.READY,
                        true,
                        State.IN_PROGRESS,
                        true,
                        false,
                        false),
                row("A queue that is being changed goes on", State.READY, true, State.IN_PROGRESS, true, true, true),
                row(
                        "An environment that is being changed goes on",
                        State.IN_PROGRESS,
                        true,
                        State.READY,
                        true,
                        true,
                        true),
                row(
                        "An environment that is being made runs nothing yet",
                        State.IN_PROGRESS,
                        true,
                        State.READY,
                        true,
                        false,
                        false),
                row("A closed queue takes no jobs", State.READY, true, State.READY, false, true, false),
                row("A closed environment runs nothing", State.READY, false, State.READY, true, true, false),
                row("A rejected environment runs nothing", State.FAILED, true, State.READY, true, true, false),
                row("A rejected queue takes no jobs", State.READY, true, State.FAILED, true, true, false),
                row("A queue that is going takes no jobs", State.READY, true, State.DELETING, true, true, false));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anEnvironmentIsUsableWhenAQueueTakesJobsAndSomethingRunsThem(Row row) {
        var seen = Pass.progress(List.of(row.environment, row.queue), Outcome.NOTHING, List.of())
                .seen();
        assertThat(new Usable(seen, row.servedBefore).by(new Queues(Pass.QUEUE, Pass.QUEUE), null))
                .isEqualTo(row.usable);
    }

    @Test
    void aHeadQueueThatIsMissingIsMissed() {
        assertThat(new Usable(Pass.settled().seen(), true).by(new Queues("TowerForge-1-head", Pass.QUEUE), null))
                .isFalse();
    }

    @Test
    void aSecondEnvironmentThatIsRejectedStopsNoPipeline() {
        ComputeEnvironment first = Pass.environment();
        ComputeEnvironment second = new ComputeEnvironment(
                first.name() + "b", true, first.scaling(), first.instances(), first.tags(), null, null);
        List<Observed<?>> seen = List.of(
                Pass.serving().get(0), Pass.serving().get(1), new Observed<>(second, State.FAILED, "not authorized"));
        Pass pass = new Pass().sees(Pass.settled()).sees(Pass.progress(seen, Outcome.NOTHING, seen));
        assertThat(pass.reads("Ready")).isEqualTo("True/Updating");
        assertThat(pass.reads("Stalled")).isEqualTo("True/ComputeEnvironmentInvalid");
        assertThat(pass.condition("Stalled").message())
                .startsWith("AWS Batch rejects compute environment TowerForge-1-work-ab: not authorized.");
    }

    @Test
    void aRejectedQueueIsNamedAsSuch() {
        List<Observed<?>> seen = List.of(Pass.serving().get(0), new Observed<>(Pass.queue(), State.FAILED, ""));
        Pass pass = new Pass().sees(Pass.progress(seen, Outcome.NOTHING, seen));
        assertThat(pass.reads("Ready")).isEqualTo("False/JobQueueInvalid");
        assertThat(pass.condition("Ready").message()).contains("it gives no reason");
    }

    @Test
    void anEditThatWouldReplaceDataIsRefusedWhilePipelinesGoOn() {
        Pass pass = new Pass().sees(Pass.settled()).sees(refusing(Pass.serving()));
        assertThat(pass.reads("Ready")).isEqualTo("True/Updating");
        assertThat(pass.reads("Stalled")).isEqualTo("True/ReplacementRefused");
        assertThat(new Pass().sees(refusing(List.of())).reads("Ready")).isEqualTo("False/ReplacementRefused");
    }

    @Test
    void somebodyElsesConfigMapIsSaidInsteadOfReady() {
        Progress settled = Pass.settled();
        Progress refused = new Progress(
                settled.facts(),
                settled.seen(),
                settled.plan(),
                settled.outcome(),
                settled.queues(),
                "ConfigMap is taken.");
        Pass pass = new Pass().sees(refused);
        assertThat(pass.reads("Ready")).isEqualTo("False/ConfigMapConflict");
        assertThat(pass.reads("Stalled")).isEqualTo("True/ConfigMapConflict");
        assertThat(pass.object().getStatus().nextflow()).isNull();
        assertThat(new Pass().says(refused, verdict -> verdict.manual(refused)).reads("Stalled"))
                .isEqualTo("True/ConfigMapConflict");
    }

    @Test
    void inManualModeTheQueuesAreReadyWhileWhatForgeMadeIsRemoved() {
        Progress removing = Pass.deletion(List.of(new Observed<>(Pass.queue().disabled(), State.READY, "")));
        Pass pass = new Pass().says(removing, verdict -> verdict.manual(removing));
        assertThat(pass.reads("Ready")).isEqualTo("True/Available");
        assertThat(pass.reads("Reconciling")).isEqualTo("True/Updating");
        Progress nothing = Pass.deletion(List.of());
        assertThat(new Pass().says(nothing, verdict -> verdict.manual(nothing)).reads("Reconciling"))
                .isEqualTo("-");
    }

    @Test
    void inManualModeARefusedRemovalStopsNoPipeline() {
        Progress refused = Pass.refusedBeside(Pass.serving(), ErrorClass.DENIED, "MissingPermissions");
        Pass pass = new Pass().says(refused, verdict -> verdict.manual(refused));
        assertThat(pass.reads("Ready")).startsWith("True/");
        assertThat(pass.reads("Reconciling")).isEqualTo("True/ProgressingWithRetry");
    }

    private static Progress refusing(List<Observed<?>> seen) {
        Progress progress = Pass.progress(seen, Outcome.NOTHING, seen);
        Step refuse = new Step(Verb.REFUSE, Pass.environment().id(), Pass.environment(), null, List.of(), "");
        return new Progress(
                progress.facts(),
                progress.seen(),
                new io.towerforge.operator.plan.Plan(List.of(refuse)),
                Outcome.NOTHING,
                progress.queues(),
                null);
    }

    private static Row row(
            String because,
            State environmentState,
            boolean environmentOpen,
            State queueState,
            boolean queueOpen,
            boolean servedBefore,
            boolean usable) {
        ComputeEnvironment open = Pass.environment();
        JobQueue queue = new JobQueue(
                Pass.QUEUE,
                queueOpen,
                List.of(open.name()),
                Set.of(),
                Pass.queue().tags(),
                null);
        return new Row(
                because,
                new Observed<>(environmentOpen ? open : open.draining(), environmentState, ""),
                new Observed<>(queue, queueState, ""),
                servedBefore,
                usable);
    }
}
