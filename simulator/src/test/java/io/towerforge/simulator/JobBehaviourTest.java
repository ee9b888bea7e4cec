package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.simulator.batch.JobEnd;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.batch.model.JobDetail;
import software.amazon.awssdk.services.batch.model.JobStatus;
import software.amazon.awssdk.services.batch.model.JobSummary;

/** How jobs are taken in, placed, run and ended, and how the vCPUs follow them. */
class JobBehaviourTest extends AccountFixture {
    @Test
    void aJobGoesThroughItsStates() {
        open(Timings.none().withJobs(Duration.ofSeconds(90), Duration.ofSeconds(10), Duration.ofMinutes(5)));
        environmentWithQueue();
        assertThat(queueExists("jobs")).isTrue();
        String id = aws.submit("jobs", "align", 4, Duration.ofMinutes(3));
        assertThat(described(id).status()).isEqualTo(JobStatus.STARTING);
        pass(Duration.ofSeconds(90));
        assertThat(described(id).status()).isEqualTo(JobStatus.RUNNING);
        pass(Duration.ofMinutes(3));
        assertThat(described(id).status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(described(id).stoppedAt() - described(id).startedAt()).isEqualTo(180_000);
        assertThat(job(id).end()).isEqualTo(JobEnd.SUCCEEDED);
    }

    @Test
    void aDisabledQueueTakesNoJobsAndKeepsThoseItHas() {
        environmentWithQueue();
        String first = submit("jobs", 16);
        String second = submit("jobs", 16);
        disableQueue("jobs");
        refused(() -> submit("jobs", 1), "disabled");
        aws.batch().listJobs(list -> list.jobQueue("jobs"));
        aws.finish(first);
        assertThat(job(second).status()).isIn(JobStatus.STARTING, JobStatus.RUNNING);
    }

    @Test
    void aJobNeedsAQueueAndADefinition() {
        refused(() -> submit("absent", 1), "absent");
        environmentWithQueue();
        refused(
                () -> aws.batch()
                        .submitJob(
                                submit -> submit.jobName("job").jobQueue("jobs").jobDefinition("absent")),
                "JobDefinition absent not found");
    }

    @Test
    void aJobIsTerminatedWithAReason() {
        environmentWithQueue();
        String job = submit("jobs", 4);
        aws.batch().terminateJob(terminate -> terminate.jobId(job).reason("no longer needed"));
        assertThat(described(job).status()).isEqualTo(JobStatus.FAILED);
        assertThat(described(job).statusReason()).isEqualTo("no longer needed");
        assertThat(job(job).end()).isEqualTo(JobEnd.TERMINATED_BY_REQUEST);
    }

    @Test
    void onlyAJobThatHasNotStartedIsCancelled() {
        environmentWithQueue();
        String running = submit("jobs", 16);
        String waiting = submit("jobs", 16);
        List.of(running, waiting)
                .forEach(id -> aws.batch().cancelJob(cancel -> cancel.jobId(id).reason("stop")));
        assertThat(job(running).end()).isNull();
        assertThat(job(waiting).end()).isEqualTo(JobEnd.CANCELLED_BY_REQUEST);
    }

    @Test
    void aJobThatOutlivesItsTimeoutIsEnded() {
        environmentWithQueue();
        submit("jobs", 1);
        String job = aws.batch()
                .submitJob(submit -> submit.jobName("job")
                        .jobQueue("jobs")
                        .jobDefinition("simulated-job")
                        .timeout(timeout -> timeout.attemptDurationSeconds(60)))
                .jobId();
        assertThat(job(job).status()).isEqualTo(JobStatus.RUNNING);
        pass(Duration.ofSeconds(60));
        assertThat(job(job).end()).isEqualTo(JobEnd.TERMINATED_BY_TIMEOUT);
    }

    @Test
    void losingInstancesEndsJobs() {
        environmentWithQueue();
        String job = submit("jobs", 4);
        aws.loseInstances("work");
        assertThat(job(job).end()).isEqualTo(JobEnd.KILLED_BY_INSTANCE_LOSS);
        assertThat(job(job).reason()).startsWith("Host EC2");
    }

    @Test
    void jobsAreListedByStatusInPages() {
        environmentWithQueue();
        List<String> running = List.of(submit("jobs", 4), submit("jobs", 4), submit("jobs", 4));
        String waiting = submit("jobs", 16);
        assertThat(aws.batch().listJobsPaginator(list -> list.jobQueue("jobs").maxResults(2)).stream()
                        .flatMap(page -> page.jobSummaryList().stream())
                        .map(JobSummary::jobId))
                .containsExactlyElementsOf(running);
        assertThat(aws.batch()
                        .listJobs(list -> list.jobQueue("jobs").jobStatus(JobStatus.RUNNABLE))
                        .jobSummaryList())
                .extracting(JobSummary::jobId)
                .containsExactly(waiting);
    }

    @Test
    void aDefinitionNameMeansItsNewestActiveRevision() {
        environmentWithQueue();
        register(1);
        register(2);
        assertThat(described(submitOf("align")).jobDefinition()).endsWith("align:2");
        aws.batch().deregisterJobDefinition(deregister -> deregister.jobDefinition("align:2"));
        assertThat(described(submitOf("align")).jobDefinition()).endsWith("align:1");
        assertThat(aws.batch()
                        .describeJobDefinitions(
                                describe -> describe.jobDefinitionName("align").status("ACTIVE"))
                        .jobDefinitions())
                .hasSize(1);
    }

    @Test
    void aSubmissionOverridesItsDefinition() {
        environmentWithQueue();
        register(3);
        assertThat(described(submitOf("align")).container().vcpus()).isEqualTo(3);
        String overridden = aws.batch()
                .submitJob(submit -> submit.jobName("job")
                        .jobQueue("jobs")
                        .jobDefinition("align")
                        .containerOverrides(container -> container.resourceRequirements(
                                requirement -> requirement.type("VCPU").value("5"))))
                .jobId();
        assertThat(described(overridden).container().vcpus()).isEqualTo(5);
    }

    @Test
    void absentJobsAreNotDescribed() {
        assertThat(aws.batch().describeJobs(describe -> describe.jobs("absent")).jobs())
                .isEmpty();
        refused(
                () -> aws.batch()
                        .terminateJob(terminate -> terminate.jobId("absent").reason("stop")),
                "not found");
        refused(() -> aws.batch().listJobs(list -> list.jobQueue("absent")), "does not exist");
    }

    @Test
    void jobDefinitionsAreTaggedByArn() {
        register(1);
        String arn = "arn:aws:batch:eu-west-1:111122223333:job-definition/align:1";
        aws.batch().tagResource(tag -> tag.resourceArn(arn).tags(Map.of("a", "1")));
        assertThat(aws.batch()
                        .listTagsForResource(list -> list.resourceArn(arn))
                        .tags())
                .isEqualTo(Map.of("a", "1"));
    }

    private void register(int vcpus) {
        aws.batch()
                .registerJobDefinition(register -> register.jobDefinitionName("align")
                        .type("container")
                        .containerProperties(container -> container
                                .image("align")
                                .resourceRequirements(
                                        requirement -> requirement.type("VCPU").value("" + vcpus))));
    }

    private String submitOf(String definition) {
        return aws.batch()
                .submitJob(submit -> submit.jobName("job").jobQueue("jobs").jobDefinition(definition))
                .jobId();
    }

    private JobDetail described(String id) {
        return aws.batch().describeJobs(describe -> describe.jobs(id)).jobs().get(0);
    }

    private int desiredvCpus() {
        return environment("work").computeResources().desiredvCpus();
    }
}
