package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.simulator.batch.JobRecord;
import io.towerforge.simulator.core.LiveObject;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.batch.model.CEState;
import software.amazon.awssdk.services.batch.model.CEStatus;
import software.amazon.awssdk.services.batch.model.ComputeEnvironmentDetail;
import software.amazon.awssdk.services.batch.model.JQState;
import software.amazon.awssdk.services.batch.model.JobQueueDetail;
import software.amazon.awssdk.services.batch.model.JobStatus;
import software.amazon.awssdk.services.batch.model.UpdatePolicy;

/** Whatever is asked of Batch, in whatever order and at whatever time, some things are always true. */
class RandomHistoryTest extends AccountFixture {
    private static final List<String> ENVIRONMENTS = List.of("a", "b", "c");
    private static final List<String> QUEUES = List.of("p", "q");
    private static final int STEPS = 120;

    static IntStream seeds() {
        return IntStream.range(0, 80);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noHistoryBreaksTheAccount(int seed) {
        Random random = new Random(seed);
        open(random.nextBoolean() ? Timings.realistic() : Timings.none());
        profile("instances");
        pass(Duration.ofMinutes(1));
        for (int step = 0; step < STEPS; step++) {
            try {
                act(random);
            } catch (AwsServiceException refusal) {
                assertThat(refusal.awsErrorDetails().errorCode()).isNotBlank();
            }
            pass(Duration.ofSeconds(random.nextInt(90)));
            checkEnvironments();
            checkJobs();
        }
        emptyTheAccount();
        assertThat(aws.objects())
                .extracting(LiveObject::kind)
                .containsExactly("AWS::IAM::InstanceProfile", "AWS::IAM::Role");
        assertThat(aws.jobs()).allMatch(job -> job.end() != null);
    }

    private void act(Random random) {
        String environment = ENVIRONMENTS.get(random.nextInt(ENVIRONMENTS.size()));
        String queue = QUEUES.get(random.nextInt(QUEUES.size()));
        switch (random.nextInt(14)) {
            case 0, 1 -> createEnvironment(environment);
            case 2, 3 -> createQueue(queue, environment);
            case 4 -> reorder(queue, environment, ENVIRONMENTS.get(random.nextInt(ENVIRONMENTS.size())));
            case 5 -> setState(environment, random.nextBoolean());
            case 6 -> update(environment, resources -> resources.maxvCpus(8 + random.nextInt(32)));
            case 7 -> update(environment, resources -> resources.instanceTypes(random.nextBoolean() ? "m6i" : "c6i"));
            case 8 ->
                updatePolicy(
                        environment,
                        UpdatePolicy.builder()
                                .terminateJobsOnUpdate(random.nextBoolean())
                                .build());
            case 9 -> setQueueState(queue, random.nextBoolean());
            case 10 -> deleteQueue(queue);
            case 11 -> deleteEnvironment(environment);
            case 12 -> aws.invalidate(environment, "CLIENT_ERROR - broken");
            default -> aws.submit(queue, "job", 1 + random.nextInt(8), Duration.ofSeconds(random.nextInt(3_000)));
        }
    }

    private void checkEnvironments() {
        List<JobRecord> jobs = aws.jobs();
        for (ComputeEnvironmentDetail environment :
                aws.batch().describeComputeEnvironments().computeEnvironments()) {
            int used = jobs.stream()
                    .filter(job -> job.end() == null)
                    .filter(job -> environment.computeEnvironmentName().equals(job.computeEnvironment()))
                    .mapToInt(JobRecord::vcpus)
                    .sum();
            assertThat(used)
                    .as("vCPUs in use of %s", environment)
                    .isLessThanOrEqualTo(environment.computeResources().desiredvCpus())
                    .isLessThanOrEqualTo(environment.computeResources().maxvCpus());
            assertThat(environment.statusReason() == null)
                    .isEqualTo(environment.status() != CEStatus.VALID && environment.status() != CEStatus.INVALID);
        }
    }

    private void checkJobs() {
        for (JobRecord job : aws.jobs()) {
            boolean ended = job.status() == JobStatus.SUCCEEDED || job.status() == JobStatus.FAILED;
            assertThat(job.end() != null).as("the end of %s", job).isEqualTo(ended);
            assertThat(job.reason() != null).isEqualTo(ended);
            assertThat(job.endedAt() != null).isEqualTo(ended);
        }
    }

    private void emptyTheAccount() {
        pass(Duration.ofHours(12));
        for (JobQueueDetail queue : aws.batch().describeJobQueues().jobQueues()) {
            setQueueState(queue.jobQueueName(), false);
            pass(Duration.ofMinutes(1));
            deleteQueue(queue.jobQueueName());
        }
        for (ComputeEnvironmentDetail environment :
                aws.batch().describeComputeEnvironments().computeEnvironments()) {
            setState(environment.computeEnvironmentName(), false);
        }
        pass(Duration.ofHours(1));
        for (ComputeEnvironmentDetail environment :
                aws.batch().describeComputeEnvironments().computeEnvironments()) {
            deleteEnvironment(environment.computeEnvironmentName());
        }
        pass(Duration.ofMinutes(1));
    }

    private void setState(String environment, boolean enabled) {
        aws.batch()
                .updateComputeEnvironment(update ->
                        update.computeEnvironment(environment).state(enabled ? CEState.ENABLED : CEState.DISABLED));
    }

    private void setQueueState(String queue, boolean enabled) {
        aws.batch()
                .updateJobQueue(update -> update.jobQueue(queue).state(enabled ? JQState.ENABLED : JQState.DISABLED));
    }
}
