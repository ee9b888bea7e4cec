package io.towerforge.operator.aws.batch;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.AwsFailure;
import io.towerforge.operator.aws.ErrorClass;
import java.util.List;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.JobStatus;
import software.amazon.awssdk.services.batch.model.JobSummary;
import software.amazon.awssdk.services.batch.model.ListJobsRequest;
import software.amazon.awssdk.services.batch.model.TerminateJobRequest;

/**
 * The jobs in a queue that have not ended. Batch lists the jobs of one status at a time, 100 to a page (AWS Batch API reference,
 * ListJobs), which is why nobody asks without need. A queue that has just gone has none.
 */
final class ActiveJobs {
    /** Where counting stops, for each status: what matters is whether any are left, and roughly how many. */
    static final int COUNTED = 1_000;

    /** How many are ended in one go. */
    static final int ENDED_AT_ONCE = 200;

    /** In the order in which a job goes through them: whatever is ended early cannot move on to the next. */
    private static final List<JobStatus> ACTIVE =
            List.of(JobStatus.SUBMITTED, JobStatus.PENDING, JobStatus.RUNNABLE, JobStatus.STARTING, JobStatus.RUNNING);

    private static final List<JobStatus> ON_INSTANCES = List.of(JobStatus.STARTING, JobStatus.RUNNING);

    private final BatchClient batch;

    ActiveJobs(BatchClient batch) {
        this.batch = batch;
    }

    /** How many; of each status at most {@link #COUNTED}. */
    int count(String queue) {
        return ACTIVE.stream()
                .mapToInt(status -> list(queue, status, COUNTED).size())
                .sum();
    }

    boolean anyOnInstances(String queue) {
        return ON_INSTANCES.stream().anyMatch(status -> !list(queue, status, 1).isEmpty());
    }

    /**
     * Ends at most {@link #ENDED_AT_ONCE} of them: those not started yet are cancelled, the others terminated (AWS Batch API
     * reference, TerminateJob). Stops early, without complaint, once the rate of calls is used up.
     *
     * @param reason what the job's owner reads in the job's status reason
     */
    void end(String queue, String reason) {
        int left = ENDED_AT_ONCE;
        for (JobStatus status : ACTIVE) {
            for (JobSummary job : list(queue, status, left)) {
                if (!end(job, reason, left < ENDED_AT_ONCE)) {
                    return;
                }
                left--;
            }
        }
    }

    private boolean end(JobSummary job, String reason, boolean someAreEnded) {
        TerminateJobRequest request =
                TerminateJobRequest.builder().jobId(job.jobId()).reason(reason).build();
        try {
            Aws.callUnlessAbsent("end job " + job.jobId(), () -> batch.terminateJob(request));
            return true;
        } catch (AwsFailure e) {
            if (someAreEnded && e.errorClass() == ErrorClass.THROTTLED) {
                return false;
            }
            throw e;
        }
    }

    private List<JobSummary> list(String queue, JobStatus status, int most) {
        if (most == 0) {
            return List.of();
        }
        ListJobsRequest request = ListJobsRequest.builder()
                .jobQueue(queue)
                .jobStatus(status)
                .maxResults(Math.min(most, 100))
                .build();
        return Aws.callUnlessAbsent(
                        "list the " + status + " jobs of job queue " + queue,
                        () -> batch.listJobsPaginator(request).stream()
                                .flatMap(page -> page.jobSummaryList().stream())
                                .limit(most)
                                .toList())
                .orElse(List.of());
    }
}
