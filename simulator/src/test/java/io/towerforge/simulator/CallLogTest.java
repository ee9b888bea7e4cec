package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.simulator.core.Call;
import io.towerforge.simulator.core.Service;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.batch.model.ClientException;

/** The account remembers who called what, and with what result. */
class CallLogTest extends AccountFixture {

    @Test
    void callsAreLoggedInOrderWithActorAndKind() {
        aws.batch().describeJobQueues();
        aws.as("alice").logs().createLogGroup(create -> create.logGroupName("runs"));
        assertThat(aws.calls()).extracting(Call::sequence).containsExactly(1L, 2L);
        assertThat(aws.calls()).extracting(Call::actor).containsExactly(SimulatedAws.DEFAULT_ACTOR, "alice");
        assertThat(aws.calls()).extracting(Call::service).containsExactly(Service.BATCH, Service.LOGS);
        assertThat(aws.calls()).extracting(Call::operation).containsExactly("DescribeJobQueues", "CreateLogGroup");
        assertThat(aws.calls()).extracting(Call::write).containsExactly(false, true);
        assertThat(aws.calls()).extracting(Call::at).containsOnly(START);
        assertThat(aws.calls()).allMatch(Call::applied).allMatch(Call::succeeded);
    }

    @Test
    void aRefusedCallIsLoggedWithItsErrorCode() {
        assertThatThrownBy(() -> deleteAndFail()).isInstanceOf(ClientException.class);
        Call call = aws.calls().get(0);
        assertThat(call.applied()).isFalse();
        assertThat(call.errorCode()).isEqualTo("ClientException");
        assertThat(call).hasToString("#1 2026-11-25T08:00:00Z default batch:UpdateJobQueue -> ClientException");
    }

    @Test
    void numberingGoesOnAfterTheLogIsCleared() {
        aws.batch().describeJobQueues();
        aws.clearCalls();
        aws.batch().describeJobQueues();
        assertThat(aws.calls()).extracting(Call::sequence).containsExactly(2L);
    }

    @Test
    void jobsOfThePipelineAreNotTheDefaultActorsCalls() {
        environmentWithQueue();
        aws.clearCalls();
        submit("jobs", 1);
        assertThat(aws.calls()).extracting(Call::actor).containsOnly(SimulatedAws.PIPELINE_ACTOR);
    }

    @Test
    void manyThreadsLeaveEveryCallInTheLogOnce() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> callers = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(thread -> threads.submit(() -> IntStream.range(0, 200)
                            .forEach(number ->
                                    aws.logs().createLogGroup(create -> create.logGroupName(thread + "/" + number)))))
                    .toList();
            for (Future<?> caller : callers) {
                caller.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(aws.objects()).hasSize(800);
        assertThat(aws.calls())
                .extracting(Call::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 800).boxed().toList());
    }

    private void deleteAndFail() {
        disableQueue("absent");
    }
}
