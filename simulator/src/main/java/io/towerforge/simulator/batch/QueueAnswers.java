package io.towerforge.simulator.batch;

import io.towerforge.simulator.core.Documents;
import io.towerforge.simulator.core.LiveObject;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.batch.model.ComputeEnvironmentOrder;
import software.amazon.awssdk.services.batch.model.JobQueueDetail;
import software.amazon.awssdk.services.batch.model.JobQueueType;

/** Job queues in the words of the SDK. */
final class QueueAnswers {
    private static final Set<String> VOLATILE = Set.of("jobQueueArn", "state", "status", "statusReason", "tags");

    private QueueAnswers() {}

    static JobQueueDetail detail(JobQueue queue) {
        boolean fargate =
                queue.order.stream().anyMatch(place -> place.environment().isFargate());
        return JobQueueDetail.builder()
                .jobQueueName(queue.name())
                .jobQueueArn(queue.arn())
                .state(queue.state)
                .status(queue.status)
                .statusReason(queue.statusReason)
                .priority(queue.priority)
                .schedulingPolicyArn(queue.schedulingPolicyArn)
                .computeEnvironmentOrder(queue.order.stream()
                        .map(place -> ComputeEnvironmentOrder.builder()
                                .order(place.number())
                                .computeEnvironment(place.environment().arn())
                                .build())
                        .toList())
                .jobStateTimeLimitActions(queue.timeLimitActions)
                .jobQueueType(fargate ? JobQueueType.ECS_FARGATE : JobQueueType.ECS)
                .tags(queue.tags())
                .build();
    }

    static LiveObject object(JobQueue queue) {
        Map<String, Object> attributes = new TreeMap<>(Documents.view(detail(queue)));
        attributes.keySet().removeAll(VOLATILE);
        return new LiveObject(
                "AWS::Batch::JobQueue",
                queue.name(),
                queue.arn(),
                queue.state + "/" + queue.status,
                Map.copyOf(queue.tags()),
                Collections.unmodifiableMap(attributes));
    }
}
