package io.towerforge.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.operator.aws.CallBudget.Rate;
import io.towerforge.simulator.SimulatedAws;
import io.towerforge.simulator.core.Fault;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.BatchException;
import software.amazon.awssdk.services.batch.model.DescribeJobQueuesRequest;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

class MeteredTest {
    private final HandMovedClock clock = new HandMovedClock();
    private final SimulatedAws aws = SimulatedAws.builder().clock(clock).build();
    private final List<String> told = new ArrayList<>();
    private final CallBudget budget = new CallBudget(clock, new Rate(1, 5));
    private final BatchClient batch = Metered.client(
            BatchClient.class,
            aws.batch(),
            budget,
            (service, operation, errorCode, took) -> told.add(service + " " + operation + " " + errorCode),
            clock);

    @Test
    void everyWayToMakeACallIsOneCall() {
        batch.describeJobQueues();
        batch.describeJobQueues(DescribeJobQueuesRequest.builder().build());
        batch.describeJobQueues(request -> request.maxResults(10));

        assertThat(told)
                .containsExactly("batch DescribeJobQueues ", "batch DescribeJobQueues ", "batch DescribeJobQueues ");
        assertThat(aws.calls()).hasSize(3);
    }

    @Test
    void thePagesOfAPaginatorAreCalls() {
        assertThat(batch.describeJobQueuesPaginator(
                        DescribeJobQueuesRequest.builder().build()))
                .hasSize(1);

        assertThat(told).containsExactly("batch DescribeJobQueues ");
    }

    @Test
    void anErrorIsToldByItsCodeAndReachesTheCallerUnchanged() {
        assertThatThrownBy(() -> batch.updateJobQueue(request -> request.jobQueue("none")))
                .isInstanceOf(BatchException.class);

        assertThat(told).containsExactly("batch UpdateJobQueue ClientException");
    }

    @Test
    void aCallWithoutATokenIsNotMade() {
        for (int i = 0; i < 5; i++) {
            batch.describeJobQueues();
        }

        assertThatThrownBy(batch::describeJobQueues)
                .asInstanceOf(InstanceOfAssertFactories.type(AwsFailure.class))
                .satisfies(failure -> assertThat(failure.errorClass()).isEqualTo(ErrorClass.THROTTLED));
        assertThat(aws.calls()).hasSize(5);
        assertThat(told).last().isEqualTo("batch DescribeJobQueues RateLimited");
    }

    @Test
    void aThrottlingAnswerFromAwsEmptiesTheBudget() {
        aws.interceptor(Fault.THROTTLED.once(call -> true));
        assertThatThrownBy(batch::describeJobQueues).isInstanceOf(BatchException.class);

        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isFalse();
    }

    @Test
    void whatIsNoCallCostsNothing() {
        assertThat(batch.serviceName()).isEqualTo("batch");
        assertThat(batch.toString()).isNotNull();
        batch.close();

        assertThat(told).isEmpty();
        assertThat(Metered.service(CloudWatchLogsClient.class)).isEqualTo("cloudwatchlogs");
    }
}
