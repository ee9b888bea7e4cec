package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.simulator.core.Call;
import io.towerforge.simulator.core.Fault;
import io.towerforge.simulator.core.Interceptor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.batch.model.ServerException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;

/** Calls can be made to fail before or after they take effect, and anything can be done around them. */
class FaultTest extends AccountFixture {

    @ParameterizedTest
    @EnumSource(value = Fault.class, names = "RESENT_AFTER", mode = EnumSource.Mode.EXCLUDE)
    void aFaultReachesTheCallerAndTheCallIsAppliedOrNot(Fault fault) {
        aws.interceptor(fault.once(call -> call.operation().equals("CreateLogGroup")));
        assertThatThrownBy(() -> create("runs")).isInstanceOf(SdkException.class);
        assertThat(aws.objects()).hasSize(fault.applied() ? 1 : 0);
        assertThat(aws.calls().get(0).applied()).isEqualTo(fault.applied());
        assertThat(aws.calls().get(0).succeeded()).isFalse();
        create("again");
    }

    @Test
    void aRequestThatIsSentAgainMeetsWhatItHasDoneItself() {
        aws.interceptor(Fault.RESENT_AFTER.once(Call::write));
        assertThatThrownBy(() -> create("runs")).isInstanceOf(ResourceAlreadyExistsException.class);
        assertThat(aws.objects()).hasSize(1);
        assertThat(aws.calls()).extracting(Call::operation).containsExactly("CreateLogGroup", "CreateLogGroup");
    }

    @Test
    void faultsHaveTheCodesOfTheirService() {
        assertThat(code(Fault.THROTTLED)).isEqualTo("TooManyRequestsException");
        assertThat(code(Fault.ACCESS_DENIED)).isEqualTo("AccessDeniedException");
        assertThat(code(Fault.SERVER_ERROR_AFTER)).isEqualTo("ServerException");
        aws.interceptor(Fault.SERVER_ERROR_BEFORE.once(call -> true));
        assertThatThrownBy(() -> aws.batch().describeJobQueues()).isInstanceOf(ServerException.class);
        aws.interceptor(Fault.TIMEOUT_AFTER.once(call -> true));
        assertThatThrownBy(() -> aws.batch().describeJobQueues()).isInstanceOf(SdkClientException.class);
    }

    @Test
    void aFaultStrikesAsOftenAsItIsTold() {
        aws.interceptor(Fault.THROTTLED.times(2, call -> !call.write()));
        assertThatThrownBy(() -> aws.batch().describeJobQueues()).isInstanceOf(AwsServiceException.class);
        assertThatThrownBy(() -> aws.batch().describeJobQueues()).isInstanceOf(AwsServiceException.class);
        aws.batch().describeJobQueues();
    }

    @Test
    void interceptorsAreStackedAndSeeTheResult() {
        List<String> seen = new ArrayList<>();
        aws.interceptor(recorder("outer", seen));
        aws.interceptor(recorder("inner", seen));
        assertThatThrownBy(() -> disableQueue("absent")).isInstanceOf(AwsServiceException.class);
        assertThat(seen)
                .containsExactly(
                        "outer before null",
                        "inner before null",
                        "inner after ClientException",
                        "outer after ClientException");
    }

    @Test
    void anInterceptorMayActAsSomebodyElse() {
        Interceptor interference = new Interceptor() {
            @Override
            public void before(Call call) {
                if (call.actor().equals(SimulatedAws.DEFAULT_ACTOR)) {
                    aws.as("bob").logs().createLogGroup(create -> create.logGroupName("runs"));
                }
            }
        };
        aws.interceptor(interference);
        assertThatThrownBy(() -> create("runs")).isInstanceOf(ResourceAlreadyExistsException.class);
        aws.removeInterceptor(interference);
        create("others");
    }

    @Test
    void aCrashIsWhateverTheInterceptorThrows() {
        class Crash extends Error {
            private static final long serialVersionUID = 1L;
        }
        aws.interceptor(new Interceptor() {
            @Override
            public void after(Call call) {
                throw new Crash();
            }
        });
        assertThatThrownBy(() -> create("runs")).isInstanceOf(Crash.class);
        assertThat(aws.objects()).hasSize(1);
    }

    private void create(String name) {
        aws.logs().createLogGroup(create -> create.logGroupName(name));
    }

    private String code(Fault fault) {
        aws.clearCalls();
        aws.interceptor(fault.once(call -> true));
        assertThatThrownBy(() -> aws.batch().describeJobQueues()).isInstanceOf(AwsServiceException.class);
        return aws.calls().get(0).errorCode();
    }

    private static Interceptor recorder(String name, List<String> seen) {
        return new Interceptor() {
            @Override
            public void before(Call call) {
                seen.add(name + " before " + call.errorCode());
            }

            @Override
            public void after(Call call) {
                seen.add(name + " after " + call.errorCode());
            }
        };
    }
}
