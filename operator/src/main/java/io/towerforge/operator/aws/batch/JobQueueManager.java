package io.towerforge.operator.aws.batch;

import io.towerforge.operator.aws.Mark;
import io.towerforge.operator.aws.ResourceManager;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.JobQueue;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.ComputeEnvironmentDetail;
import software.amazon.awssdk.services.batch.model.CreateJobQueueRequest;
import software.amazon.awssdk.services.batch.model.CreateJobQueueResponse;
import software.amazon.awssdk.services.batch.model.JQState;
import software.amazon.awssdk.services.batch.model.JobQueueDetail;
import software.amazon.awssdk.services.batch.model.UpdateJobQueueRequest;

/** Job queues, and on request the end of what is in them. */
public final class JobQueueManager implements ResourceManager<JobQueue> {
    private final BatchClient batch;
    private final BatchLists lists;
    private final BatchTags tags;
    private final ActiveJobs jobs;
    private final JobQueueMapping mapping;

    public JobQueueManager(BatchClient batch, BatchLists lists) {
        this.batch = batch;
        this.lists = lists;
        this.tags = new BatchTags(batch);
        this.jobs = new ActiveJobs(batch);
        this.mapping = new JobQueueMapping(this::arn);
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.JOB_QUEUE;
    }

    /** Jobs are counted only where nothing new can come in: in a disabled queue. */
    @Override
    public List<Observed<JobQueue>> observe(StackId stack, Instant notOlderThan) {
        return lists.queues().get(notOlderThan, one -> Tags.marks(one.tags(), stack)).stream()
                .filter(one -> Tags.marks(one.tags(), stack))
                .flatMap(one -> BatchStatus.state(one.statusAsString())
                        .map(state -> new Observed<>(
                                JobQueueMapping.read(one, activeJobs(one, state)),
                                state,
                                BatchStatus.orEmpty(one.statusReason())))
                        .stream())
                .toList();
    }

    @Override
    public void create(JobQueue desired) {
        CreateJobQueueRequest request = mapping.create(desired);
        Mark.in(desired.tags(), desired.id())
                .claim(desired.id(), () -> known(desired.name()), () -> now(desired.name()), () -> {
                    CreateJobQueueResponse made =
                            lists.queues().write("create " + desired.id(), () -> batch.createJobQueue(request));
                    lists.queues().wrote(JobQueueMapping.asCreated(request, made.jobQueueArn()));
                });
    }

    @Override
    public void update(JobQueue desired, Observed<JobQueue> actual, List<FieldDiff> diff) {
        JobQueueDetail detail = owned(actual);
        if (FieldDiff.touches(diff, "tags")) {
            lists.queues()
                    .write(
                            "tag " + desired.id(),
                            () -> tags.set(
                                    detail.jobQueueArn(),
                                    desired.tags(),
                                    actual.resource().tags()));
        }
        mapping.update(desired, detail, diff)
                .ifPresent(
                        request -> lists.queues().write("update " + desired.id(), () -> batch.updateJobQueue(request)));
        Integer active = actual.resource().activeJobs();
        if (FieldDiff.touches(diff, "activeJobs") && active != null && active > 0) {
            jobs.end(desired.name(), reason(actual.resource().tags()));
        }
    }

    /** An enabled queue is disabled first (AWS Batch API reference, DeleteJobQueue). */
    @Override
    public void delete(Observed<JobQueue> actual) {
        JobQueueDetail detail = owned(actual);
        String name = detail.jobQueueName();
        if (detail.state() != JQState.DISABLED) {
            UpdateJobQueueRequest request = UpdateJobQueueRequest.builder()
                    .jobQueue(name)
                    .state(JQState.DISABLED)
                    .build();
            lists.queues().write("disable " + actual.id(), () -> batch.updateJobQueue(request));
            return;
        }
        lists.queues()
                .writeUnlessAbsent(
                        "delete " + actual.id(), () -> batch.deleteJobQueue(request -> request.jobQueue(name)));
    }

    private Integer activeJobs(JobQueueDetail detail, Observed.State state) {
        boolean closed = detail.state() == JQState.DISABLED && state != Observed.State.DELETING;
        return closed ? jobs.count(detail.jobQueueName()) : null;
    }

    private static String reason(Tags tags) {
        return "Ended by TowerForge: environment " + tags.all().get(Tags.NAMESPACE) + "/"
                + tags.all().get(Tags.NAME) + " is set to terminate its jobs.";
    }

    private String arn(String computeEnvironment) {
        return lists.environments()
                .known(computeEnvironment)
                .map(ComputeEnvironmentDetail::computeEnvironmentArn)
                .orElse(computeEnvironment);
    }

    private JobQueueDetail owned(Observed<JobQueue> actual) {
        JobQueueDetail detail =
                lists.queues().known(actual.resource().name()).orElseThrow(() -> Mark.gone(actual.id()));
        Mark.in(actual.resource().tags(), actual.id()).mustBeOn(actual.id(), detail.tags());
        return detail;
    }

    private Optional<Map<String, String>> known(String name) {
        return lists.queues()
                .known(name)
                .filter(one -> BatchStatus.state(one.statusAsString()).isPresent())
                .map(JobQueueDetail::tags);
    }

    private Optional<Map<String, String>> now(String name) {
        lists.queues().get(Instant.MIN);
        return known(name);
    }
}
