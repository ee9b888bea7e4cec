package io.towerforge.operator.aws.batch;

import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.JobQueue;
import io.towerforge.operator.model.JobQueue.JobStateLimit;
import io.towerforge.operator.model.Tags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.batch.model.ComputeEnvironmentOrder;
import software.amazon.awssdk.services.batch.model.CreateJobQueueRequest;
import software.amazon.awssdk.services.batch.model.JQState;
import software.amazon.awssdk.services.batch.model.JQStatus;
import software.amazon.awssdk.services.batch.model.JobQueueDetail;
import software.amazon.awssdk.services.batch.model.JobStateTimeLimitAction;
import software.amazon.awssdk.services.batch.model.JobStateTimeLimitActionsAction;
import software.amazon.awssdk.services.batch.model.JobStateTimeLimitActionsState;
import software.amazon.awssdk.services.batch.model.UpdateJobQueueRequest;

/** A job queue as Batch describes it and as Batch wants it. */
final class JobQueueMapping {
    private final UnaryOperator<String> arn;

    /** @param arn the ARN of a compute environment, by name */
    JobQueueMapping(UnaryOperator<String> arn) {
        this.arn = arn;
    }

    static JobQueue read(JobQueueDetail detail, Integer activeJobs) {
        return new JobQueue(
                detail.jobQueueName(),
                detail.state() == JQState.ENABLED,
                detail.priority(),
                detail.computeEnvironmentOrder().stream()
                        .sorted(Comparator.comparing(ComputeEnvironmentOrder::order))
                        .map(entry -> BatchStatus.name(entry.computeEnvironment()))
                        .toList(),
                detail.jobStateTimeLimitActions().stream()
                        .map(limit -> new JobStateLimit(limit.reason(), limit.maxTimeSeconds()))
                        .collect(Collectors.toSet()),
                Tags.read(detail.tags()),
                activeJobs);
    }

    /** What Batch will show of a queue it has just begun to create. */
    static JobQueueDetail asCreated(CreateJobQueueRequest request, String arn) {
        return JobQueueDetail.builder()
                .jobQueueName(request.jobQueueName())
                .jobQueueArn(arn)
                .state(request.state())
                .status(JQStatus.CREATING)
                .priority(request.priority())
                .computeEnvironmentOrder(request.computeEnvironmentOrder())
                .jobStateTimeLimitActions(request.jobStateTimeLimitActions())
                .tags(request.tags())
                .build();
    }

    CreateJobQueueRequest create(JobQueue desired) {
        CreateJobQueueRequest.Builder request = CreateJobQueueRequest.builder()
                .jobQueueName(desired.name())
                .state(state(desired))
                .priority(desired.priority())
                .computeEnvironmentOrder(order(desired.computeEnvironments()))
                .tags(desired.tags().all());
        if (!desired.limits().isEmpty()) {
            request.jobStateTimeLimitActions(limits(desired.limits()));
        }
        return request.build();
    }

    /**
     * One request for everything that differs in the queue itself; empty when nothing of it does. Without any difference at all
     * the state is sent as it is, which makes Batch look at the queue again.
     */
    Optional<UpdateJobQueueRequest> update(JobQueue desired, JobQueueDetail actual, List<FieldDiff> diff) {
        boolean enabled = FieldDiff.touches(diff, "enabled");
        boolean priority = FieldDiff.touches(diff, "priority");
        boolean order = FieldDiff.touches(diff, "computeEnvironments");
        boolean limits = FieldDiff.touches(diff, "limits");
        if (!diff.isEmpty() && !enabled && !priority && !order && !limits) {
            return Optional.empty();
        }
        UpdateJobQueueRequest.Builder request = UpdateJobQueueRequest.builder().jobQueue(desired.name());
        if (enabled) {
            request.state(state(desired));
        } else if (diff.isEmpty()) {
            request.state(actual.state());
        }
        if (priority) {
            request.priority(desired.priority());
        }
        if (order) {
            request.computeEnvironmentOrder(order(desired.computeEnvironments()));
        }
        if (limits) {
            request.jobStateTimeLimitActions(limits(desired.limits()));
        }
        return Optional.of(request.build());
    }

    private List<ComputeEnvironmentOrder> order(List<String> computeEnvironments) {
        List<ComputeEnvironmentOrder> order = new ArrayList<>();
        for (String name : computeEnvironments) {
            order.add(ComputeEnvironmentOrder.builder()
                    .order(order.size() + 1)
                    .computeEnvironment(arn.apply(name))
                    .build());
        }
        return order;
    }

    private static JQState state(JobQueue desired) {
        return Boolean.FALSE.equals(desired.enabled()) ? JQState.DISABLED : JQState.ENABLED;
    }

    private static List<JobStateTimeLimitAction> limits(Collection<JobStateLimit> limits) {
        return limits.stream()
                .sorted(Comparator.comparing(JobStateLimit::reason))
                .map(limit -> JobStateTimeLimitAction.builder()
                        .reason(limit.reason())
                        .state(JobStateTimeLimitActionsState.RUNNABLE)
                        .maxTimeSeconds(limit.maxTimeSeconds())
                        .action(JobStateTimeLimitActionsAction.CANCEL)
                        .build())
                .toList();
    }
}
