package io.towerforge.operator.aws.batch;

import io.towerforge.operator.aws.QueueFacts;
import io.towerforge.operator.aws.Queues;
import java.time.Instant;
import software.amazon.awssdk.services.batch.model.JQState;
import software.amazon.awssdk.services.batch.model.JQStatus;
import software.amazon.awssdk.services.batch.model.JobQueueDetail;

/** Looks queues up in the list that is read anyway. */
public final class QueueLookup implements Queues {
    private final BatchLists lists;

    public QueueLookup(BatchLists lists) {
        this.lists = lists;
    }

    @Override
    public QueueFacts find(String nameOrArn, Instant notOlderThan) {
        return lists.queues().get(notOlderThan).stream()
                .filter(queue -> nameOrArn.equals(queue.jobQueueName()) || nameOrArn.equals(queue.jobQueueArn()))
                .filter(queue -> BatchStatus.state(queue.statusAsString()).isPresent())
                .map(QueueLookup::facts)
                .findFirst()
                .orElseGet(() -> QueueFacts.absent(nameOrArn));
    }

    private static QueueFacts facts(JobQueueDetail queue) {
        return new QueueFacts(
                queue.jobQueueName(),
                queue.jobQueueArn(),
                true,
                queue.state() == JQState.ENABLED,
                queue.status() == JQStatus.VALID || queue.status() == JQStatus.UPDATING,
                queue.statusAsString(),
                BatchStatus.orEmpty(queue.statusReason()));
    }
}
