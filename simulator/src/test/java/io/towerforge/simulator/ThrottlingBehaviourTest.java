package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.simulator.core.RateLimit;
import io.towerforge.simulator.core.Service;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What each service answers to a caller who calls too often. */
class ThrottlingBehaviourTest extends AccountFixture {

    @Test
    void batchThrottlesByTokens() {
        limit(Service.BATCH);
        aws.batch().describeJobQueues();
        aws.batch().describeJobQueues();
        throttled(() -> aws.batch().describeJobQueues(), "TooManyRequestsException", 429);
        pass(Duration.ofSeconds(1));
        aws.batch().describeJobQueues();
        throttled(() -> aws.batch().describeJobQueues(), "TooManyRequestsException", 429);
    }

    @Test
    void ec2ThrottlesByTokens() {
        limit(Service.EC2);
        aws.ec2().describeVpcs();
        aws.ec2().describeVpcs();
        throttled(() -> aws.ec2().describeVpcs(), "RequestLimitExceeded", 503);
    }

    @Test
    void iamThrottlesByTokens() {
        limit(Service.IAM);
        aws.iam().listRoles();
        aws.iam().listRoles();
        throttled(() -> aws.iam().listRoles(), "Throttling", 400);
    }

    private void limit(Service service) {
        aws = SimulatedAws.builder()
                .clock(clock)
                .rateLimit(service, new RateLimit(1, 2))
                .build();
    }

    private static void throttled(ThrowingCallable call, String code, int status) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, error -> {
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(error.statusCode()).isEqualTo(status);
            assertThat(error.isThrottlingException()).isTrue();
        });
    }
}
