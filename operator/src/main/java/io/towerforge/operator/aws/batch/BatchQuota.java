package io.towerforge.operator.aws.batch;

import io.towerforge.operator.aws.BatchUsage;
import java.time.Instant;

/** Counts from the lists that are read anyway. */
public final class BatchQuota implements BatchUsage {
    private final BatchLists lists;

    public BatchQuota(BatchLists lists) {
        this.lists = lists;
    }

    @Override
    public Counts counts(Instant notOlderThan) {
        return new Counts(
                (int) lists.environments().get(notOlderThan).stream()
                        .filter(one -> BatchStatus.state(one.statusAsString()).isPresent())
                        .count(),
                (int) lists.queues().get(notOlderThan).stream()
                        .filter(one -> BatchStatus.state(one.statusAsString()).isPresent())
                        .count());
    }
}
