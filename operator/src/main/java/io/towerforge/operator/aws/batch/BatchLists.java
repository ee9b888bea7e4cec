package io.towerforge.operator.aws.batch;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.SharedList;
import java.time.InstantSource;
import java.util.Set;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.ComputeEnvironmentDetail;
import software.amazon.awssdk.services.batch.model.DescribeComputeEnvironmentsRequest;
import software.amazon.awssdk.services.batch.model.DescribeJobQueuesRequest;
import software.amazon.awssdk.services.batch.model.JobQueueDetail;

/**
 * All compute environments and all job queues of one account in one Region. With at most 50 of each, and 100 to a page, either is
 * one call (AWS Batch API reference, DescribeComputeEnvironments and DescribeJobQueues).
 */
public final class BatchLists {
    private static final Set<String> CHANGING = Set.of("CREATING", "UPDATING", "DELETING");

    private final SharedList<ComputeEnvironmentDetail> environments;
    private final SharedList<JobQueueDetail> queues;

    public BatchLists(BatchClient batch, InstantSource clock) {
        environments = new SharedList<>(
                clock,
                ComputeEnvironmentDetail::computeEnvironmentName,
                one -> CHANGING.contains(one.statusAsString()),
                () -> Aws.call(
                        "list the compute environments of the account",
                        () -> batch
                                .describeComputeEnvironmentsPaginator(DescribeComputeEnvironmentsRequest.builder()
                                        .build())
                                .stream()
                                .flatMap(page -> page.computeEnvironments().stream())
                                .toList()));
        queues = new SharedList<>(
                clock,
                JobQueueDetail::jobQueueName,
                one -> CHANGING.contains(one.statusAsString()),
                () -> Aws.call(
                        "list the job queues of the account",
                        () -> batch
                                .describeJobQueuesPaginator(
                                        DescribeJobQueuesRequest.builder().build())
                                .stream()
                                .flatMap(page -> page.jobQueues().stream())
                                .toList()));
    }

    SharedList<ComputeEnvironmentDetail> environments() {
        return environments;
    }

    SharedList<JobQueueDetail> queues() {
        return queues;
    }
}
