package io.towerforge.simulator.batch;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.CancelJobRequest;
import software.amazon.awssdk.services.batch.model.CancelJobResponse;
import software.amazon.awssdk.services.batch.model.DeregisterJobDefinitionRequest;
import software.amazon.awssdk.services.batch.model.DeregisterJobDefinitionResponse;
import software.amazon.awssdk.services.batch.model.DescribeJobDefinitionsRequest;
import software.amazon.awssdk.services.batch.model.DescribeJobDefinitionsResponse;
import software.amazon.awssdk.services.batch.model.DescribeJobsRequest;
import software.amazon.awssdk.services.batch.model.DescribeJobsResponse;
import software.amazon.awssdk.services.batch.model.JobDefinition;
import software.amazon.awssdk.services.batch.model.JobDetail;
import software.amazon.awssdk.services.batch.model.JobStatus;
import software.amazon.awssdk.services.batch.model.JobSummary;
import software.amazon.awssdk.services.batch.model.ListJobsRequest;
import software.amazon.awssdk.services.batch.model.ListJobsResponse;
import software.amazon.awssdk.services.batch.model.RegisterJobDefinitionRequest;
import software.amazon.awssdk.services.batch.model.RegisterJobDefinitionResponse;
import software.amazon.awssdk.services.batch.model.SubmitJobRequest;
import software.amazon.awssdk.services.batch.model.SubmitJobResponse;
import software.amazon.awssdk.services.batch.model.TerminateJobRequest;
import software.amazon.awssdk.services.batch.model.TerminateJobResponse;

/** Batch's operations on jobs and job definitions for one actor. */
abstract class JobCalls implements BatchClient {
    static final int PAGE = 100;

    private final Gateway gateway;
    private final Inventory inventory;
    private final JobDefinitions definitions;
    private final Jobs jobs;

    JobCalls(Gateway gateway, Inventory inventory, JobDefinitions definitions, Jobs jobs) {
        this.gateway = gateway;
        this.inventory = inventory;
        this.definitions = definitions;
        this.jobs = jobs;
    }

    @Override
    public RegisterJobDefinitionResponse registerJobDefinition(RegisterJobDefinitionRequest request) {
        return gateway.write("RegisterJobDefinition", request, () -> {
            JobDefinition definition = definitions.register(request);
            return RegisterJobDefinitionResponse.builder()
                    .jobDefinitionName(definition.jobDefinitionName())
                    .jobDefinitionArn(definition.jobDefinitionArn())
                    .revision(definition.revision())
                    .build();
        });
    }

    @Override
    public DeregisterJobDefinitionResponse deregisterJobDefinition(DeregisterJobDefinitionRequest request) {
        return gateway.write("DeregisterJobDefinition", request, () -> {
            definitions.deregister(request.jobDefinition());
            return DeregisterJobDefinitionResponse.builder().build();
        });
    }

    @Override
    public DescribeJobDefinitionsResponse describeJobDefinitions(DescribeJobDefinitionsRequest request) {
        return gateway.read("DescribeJobDefinitions", request, () -> {
            List<JobDefinition> matching = definitions.all().stream()
                    .filter(definition -> !request.hasJobDefinitions()
                            || request.jobDefinitions().stream().anyMatch(wanted -> isMeant(definition, wanted)))
                    .filter(definition -> request.jobDefinitionName() == null
                            || request.jobDefinitionName().equals(definition.jobDefinitionName()))
                    .filter(definition ->
                            request.status() == null || request.status().equals(definition.status()))
                    .toList();
            Page<JobDefinition> page = Page.of(
                    matching,
                    definition -> String.format(
                            Locale.ROOT, "%s:%09d", definition.jobDefinitionName(), definition.revision()),
                    request.nextToken(),
                    gateway.pageSize(request.maxResults(), PAGE));
            return DescribeJobDefinitionsResponse.builder()
                    .jobDefinitions(page.items())
                    .nextToken(page.nextToken())
                    .build();
        });
    }

    @Override
    public SubmitJobResponse submitJob(SubmitJobRequest request) {
        return gateway.write("SubmitJob", request, () -> {
            Job job = jobs.submit(request);
            return SubmitJobResponse.builder()
                    .jobId(job.id())
                    .jobArn(job.arn())
                    .jobName(job.submission().name())
                    .build();
        });
    }

    @Override
    public CancelJobResponse cancelJob(CancelJobRequest request) {
        return gateway.write("CancelJob", request, () -> {
            jobs.cancel(request.jobId(), request.reason());
            return CancelJobResponse.builder().build();
        });
    }

    @Override
    public TerminateJobResponse terminateJob(TerminateJobRequest request) {
        return gateway.write("TerminateJob", request, () -> {
            jobs.terminate(request.jobId(), request.reason());
            return TerminateJobResponse.builder().build();
        });
    }

    @Override
    public DescribeJobsResponse describeJobs(DescribeJobsRequest request) {
        return gateway.read("DescribeJobs", request, () -> {
            if (request.jobs().size() > PAGE) {
                throw BatchErrors.refused("At most " + PAGE + " jobs can be described in one call.");
            }
            List<JobDetail> details = new ArrayList<>();
            for (String id : request.jobs()) {
                Job job = inventory.jobs.get(Inventory.lastPart(id));
                if (job != null) {
                    details.add(detail(job));
                }
            }
            return DescribeJobsResponse.builder().jobs(details).build();
        });
    }

    /** Without a status, the running ones are listed (AWS Batch API reference, ListJobs). */
    @Override
    public ListJobsResponse listJobs(ListJobsRequest request) {
        return gateway.read("ListJobs", request, () -> {
            JobQueue queue = inventory.queue(request.jobQueue());
            if (queue == null) {
                throw BatchErrors.doesNotExist(String.valueOf(request.jobQueue()));
            }
            JobStatus wanted = request.jobStatus() == null ? JobStatus.RUNNING : request.jobStatus();
            boolean ended = wanted == JobStatus.SUCCEEDED || wanted == JobStatus.FAILED;
            List<Job> matching = (ended ? inventory.jobs.values() : queue.jobs())
                    .stream()
                            .filter(job -> job.queue() == queue && job.status == wanted)
                            .toList();
            int from = request.nextToken() == null ? 0 : positionAfter(matching, request.nextToken());
            int to = Math.min(matching.size(), from + gateway.pageSize(request.maxResults(), PAGE));
            return ListJobsResponse.builder()
                    .jobSummaryList(matching.subList(from, to).stream()
                            .map(JobCalls::summary)
                            .toList())
                    .nextToken(to < matching.size() ? matching.get(to - 1).id() : null)
                    .build();
        });
    }

    /** Jobs are listed in the order of submission; if the token's job has left the list, the list starts again. */
    private static int positionAfter(List<Job> jobs, String id) {
        for (int index = 0; index < jobs.size(); index++) {
            if (jobs.get(index).id().equals(id)) {
                return index + 1;
            }
        }
        return 0;
    }

    private static boolean isMeant(JobDefinition definition, String wanted) {
        return wanted.equals(definition.jobDefinitionArn())
                || wanted.equals(definition.jobDefinitionName())
                || wanted.equals(definition.jobDefinitionName() + ":" + definition.revision());
    }

    private static JobSummary summary(Job job) {
        return JobSummary.builder()
                .jobId(job.id())
                .jobArn(job.arn())
                .jobName(job.submission().name())
                .jobDefinition(job.submission().definitionArn())
                .status(job.status)
                .statusReason(job.reason)
                .createdAt(job.submittedAt().toEpochMilli())
                .startedAt(milliseconds(job.startedAt))
                .stoppedAt(milliseconds(job.endedAt))
                .build();
    }

    private static JobDetail detail(Job job) {
        return JobDetail.builder()
                .jobId(job.id())
                .jobArn(job.arn())
                .jobName(job.submission().name())
                .jobQueue(job.queue().arn())
                .jobDefinition(job.submission().definitionArn())
                .parameters(job.submission().parameters())
                .tags(job.submission().tags())
                .status(job.status)
                .statusReason(job.reason)
                .createdAt(job.submittedAt().toEpochMilli())
                .startedAt(milliseconds(job.startedAt))
                .stoppedAt(milliseconds(job.endedAt))
                .isTerminated(job.end == JobEnd.TERMINATED_BY_REQUEST)
                .isCancelled(job.end == JobEnd.CANCELLED_BY_REQUEST)
                .container(container -> container
                        .image(job.submission().image())
                        .vcpus(job.vcpus())
                        .exitCode(job.end == JobEnd.SUCCEEDED ? Integer.valueOf(0) : null))
                .build();
    }

    private static @Nullable Long milliseconds(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
