package io.towerforge.simulator.batch;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.batch.model.ComputeEnvironmentDetail;
import software.amazon.awssdk.services.batch.model.CreateComputeEnvironmentRequest;
import software.amazon.awssdk.services.batch.model.CreateComputeEnvironmentResponse;
import software.amazon.awssdk.services.batch.model.CreateJobQueueRequest;
import software.amazon.awssdk.services.batch.model.CreateJobQueueResponse;
import software.amazon.awssdk.services.batch.model.DeleteComputeEnvironmentRequest;
import software.amazon.awssdk.services.batch.model.DeleteComputeEnvironmentResponse;
import software.amazon.awssdk.services.batch.model.DeleteJobQueueRequest;
import software.amazon.awssdk.services.batch.model.DeleteJobQueueResponse;
import software.amazon.awssdk.services.batch.model.DescribeComputeEnvironmentsRequest;
import software.amazon.awssdk.services.batch.model.DescribeComputeEnvironmentsResponse;
import software.amazon.awssdk.services.batch.model.DescribeJobQueuesRequest;
import software.amazon.awssdk.services.batch.model.DescribeJobQueuesResponse;
import software.amazon.awssdk.services.batch.model.JobQueueDetail;
import software.amazon.awssdk.services.batch.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.batch.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.batch.model.TagResourceRequest;
import software.amazon.awssdk.services.batch.model.TagResourceResponse;
import software.amazon.awssdk.services.batch.model.UntagResourceRequest;
import software.amazon.awssdk.services.batch.model.UntagResourceResponse;
import software.amazon.awssdk.services.batch.model.UpdateComputeEnvironmentRequest;
import software.amazon.awssdk.services.batch.model.UpdateComputeEnvironmentResponse;
import software.amazon.awssdk.services.batch.model.UpdateJobQueueRequest;
import software.amazon.awssdk.services.batch.model.UpdateJobQueueResponse;

/** Batch's operations for one actor: on compute environments, job queues, tags, and through its parent on jobs. */
final class SimulatedBatchClient extends JobCalls {
    private final Gateway gateway;
    private final Batch batch;

    SimulatedBatchClient(Gateway gateway, Batch batch) {
        super(gateway, batch.inventory(), batch.definitions(), batch.jobs());
        this.gateway = gateway;
        this.batch = batch;
    }

    @Override
    public CreateComputeEnvironmentResponse createComputeEnvironment(CreateComputeEnvironmentRequest request) {
        return gateway.write("CreateComputeEnvironment", request, () -> {
            ComputeEnvironment environment = batch.environments().create(request);
            return CreateComputeEnvironmentResponse.builder()
                    .computeEnvironmentName(environment.name())
                    .computeEnvironmentArn(environment.arn())
                    .build();
        });
    }

    @Override
    public UpdateComputeEnvironmentResponse updateComputeEnvironment(UpdateComputeEnvironmentRequest request) {
        return gateway.write("UpdateComputeEnvironment", request, () -> {
            ComputeEnvironment environment = batch.environments().update(request);
            return UpdateComputeEnvironmentResponse.builder()
                    .computeEnvironmentName(environment.name())
                    .computeEnvironmentArn(environment.arn())
                    .build();
        });
    }

    @Override
    public DeleteComputeEnvironmentResponse deleteComputeEnvironment(DeleteComputeEnvironmentRequest request) {
        return gateway.write("DeleteComputeEnvironment", request, () -> {
            batch.environments().delete(request.computeEnvironment());
            return DeleteComputeEnvironmentResponse.builder().build();
        });
    }

    @Override
    public DescribeComputeEnvironmentsResponse describeComputeEnvironments(DescribeComputeEnvironmentsRequest request) {
        return gateway.read("DescribeComputeEnvironments", request, () -> {
            Page<ComputeEnvironment> page = Page.of(
                    chosen(
                            request.computeEnvironments(),
                            batch.inventory().environments,
                            batch.inventory()::environment),
                    ComputeEnvironment::name,
                    request.nextToken(),
                    gateway.pageSize(request.maxResults(), PAGE));
            List<ComputeEnvironmentDetail> details =
                    page.items().stream().map(EnvironmentAnswers::detail).toList();
            return DescribeComputeEnvironmentsResponse.builder()
                    .computeEnvironments(details)
                    .nextToken(page.nextToken())
                    .build();
        });
    }

    @Override
    public CreateJobQueueResponse createJobQueue(CreateJobQueueRequest request) {
        return gateway.write("CreateJobQueue", request, () -> {
            JobQueue queue = batch.queues().create(request);
            return CreateJobQueueResponse.builder()
                    .jobQueueName(queue.name())
                    .jobQueueArn(queue.arn())
                    .build();
        });
    }

    @Override
    public UpdateJobQueueResponse updateJobQueue(UpdateJobQueueRequest request) {
        return gateway.write("UpdateJobQueue", request, () -> {
            JobQueue queue = batch.queues().update(request);
            return UpdateJobQueueResponse.builder()
                    .jobQueueName(queue.name())
                    .jobQueueArn(queue.arn())
                    .build();
        });
    }

    @Override
    public DeleteJobQueueResponse deleteJobQueue(DeleteJobQueueRequest request) {
        return gateway.write("DeleteJobQueue", request, () -> {
            batch.queues().delete(request.jobQueue());
            return DeleteJobQueueResponse.builder().build();
        });
    }

    @Override
    public DescribeJobQueuesResponse describeJobQueues(DescribeJobQueuesRequest request) {
        return gateway.read("DescribeJobQueues", request, () -> {
            Page<JobQueue> page = Page.of(
                    chosen(request.jobQueues(), batch.inventory().queues, batch.inventory()::queue),
                    JobQueue::name,
                    request.nextToken(),
                    gateway.pageSize(request.maxResults(), PAGE));
            List<JobQueueDetail> details =
                    page.items().stream().map(QueueAnswers::detail).toList();
            return DescribeJobQueuesResponse.builder()
                    .jobQueues(details)
                    .nextToken(page.nextToken())
                    .build();
        });
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        return gateway.write("TagResource", request, () -> {
            batch.tags().tag(request.resourceArn(), request.tags());
            return TagResourceResponse.builder().build();
        });
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        return gateway.write("UntagResource", request, () -> {
            batch.tags().untag(request.resourceArn(), request.tagKeys());
            return UntagResourceResponse.builder().build();
        });
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return gateway.read(
                "ListTagsForResource",
                request,
                () -> ListTagsForResourceResponse.builder()
                        .tags(batch.tags().of(request.resourceArn()))
                        .build());
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Holds nothing to release; the account outlives its clients.
    }

    /** What is asked for by name or ARN, as far as it exists, or everything. */
    private static <T> List<T> chosen(List<String> names, Map<String, T> all, Function<String, T> byName) {
        if (names.isEmpty()) {
            return new ArrayList<>(all.values());
        }
        if (names.size() > PAGE) {
            throw BatchErrors.refused("At most " + PAGE + " names can be given in one call.");
        }
        List<T> chosen = new ArrayList<>();
        for (String name : names.stream().distinct().sorted().toList()) {
            T found = byName.apply(name);
            if (found != null && !chosen.contains(found)) {
                chosen.add(found);
            }
        }
        return chosen;
    }
}
