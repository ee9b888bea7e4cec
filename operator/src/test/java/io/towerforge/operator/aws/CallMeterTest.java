package io.towerforge.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.simulator.core.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.BatchException;

class CallMeterTest {
    private static final int BURST = CallBudget.Rate.of("batch").burst();

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-25T09:00:00Z"));
    private final List<String> told = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final CallMeter meter = new CallMeter(
            clock,
            (service, operation, errorCode, took) -> told.add(service + " " + operation + " " + errorCode),
            pauses::add);
    private final Wire wire = new Wire();
    private final BatchClient batch = BatchClient.builder()
            .region(Region.EU_WEST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(wire)
            .overrideConfiguration(settings ->
                    settings.addExecutionInterceptor(meter).retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build();

    @Test
    void everyCallIsTold() {
        batch.describeJobQueues();
        assertThat(batch.describeJobQueuesPaginator(request -> request.maxResults(10)))
                .hasSize(1);

        assertThat(told).containsExactly("batch DescribeJobQueues ", "batch DescribeJobQueues ");
    }

    @Test
    void anErrorIsToldByItsCodeAndReachesTheCallerUnchanged() {
        wire.answers(400, "{\"__type\":\"ClientException\",\"message\":\"no such queue\"}");

        assertThatThrownBy(batch::describeJobQueues).isInstanceOf(BatchException.class);

        assertThat(told).containsExactly("batch DescribeJobQueues ClientException");
    }

    @Test
    void aCallTooManyWaitsForItsTurn() {
        for (int i = 0; i < BURST; i++) {
            batch.describeJobQueues();
        }
        assertThat(pauses).containsOnly(Duration.ZERO);

        batch.describeJobQueues();

        assertThat(pauses).last().isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void aCallThatWouldWaitTooLongNeverLeavesTheProcess() {
        int served = BURST + 5 * 20;
        for (int i = 0; i < served; i++) {
            batch.describeJobQueues();
        }

        assertThatThrownBy(batch::describeJobQueues)
                .isInstanceOfSatisfying(
                        AwsFailure.class,
                        failure -> assertThat(failure.errorClass()).isEqualTo(ErrorClass.THROTTLED));

        assertThat(wire.requests).isEqualTo(served);
        assertThat(told).last().isEqualTo("batch DescribeJobQueues RateLimited");
    }

    @Test
    void aThrottlingAnswerEmptiesTheBudget() {
        wire.answers(429, "{\"__type\":\"TooManyRequestsException\",\"message\":\"slow down\"}");
        assertThatThrownBy(batch::describeJobQueues).isInstanceOf(BatchException.class);

        batch.describeJobQueues();
        batch.describeJobQueues();
        assertThat(pauses).last().isEqualTo(Duration.ofMillis(100));
    }

    /** AWS at the other end of a wire: answers what it is told to, else an empty list. */
    private static final class Wire implements SdkHttpClient {
        private final Queue<HttpExecuteResponse> answers = new ArrayDeque<>();
        private int requests;

        void answers(int status, String body) {
            answers.add(response(status, body));
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    requests++;
                    return answers.isEmpty() ? response(200, "{\"jobQueues\":[]}") : answers.remove();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}

        private static HttpExecuteResponse response(int status, String body) {
            return HttpExecuteResponse.builder()
                    .response(SdkHttpResponse.builder().statusCode(status).build())
                    .responseBody(AbortableInputStream.create(
                            new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                    .build();
        }
    }
}
