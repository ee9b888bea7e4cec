package io.towerforge.operator.aws;

import io.towerforge.operator.model.Facts;
import java.time.Instant;

/** How much of AWS Batch's room an account has taken in a Region. */
public interface BatchUsage extends Catalog {
    /**
     * How many compute environments, and how many job queues, one account can have in one Region; AWS does not raise it (AWS Batch
     * user guide, "AWS Batch service quotas").
     */
    int LIMIT = Facts.MAX_COMPUTE_ENVIRONMENTS;

    /** Everybody's, not only ours. */
    Counts counts(Instant notOlderThan);

    /** Numbers of existing resources; what is being deleted still counts. */
    record Counts(int computeEnvironments, int jobQueues) {}
}
