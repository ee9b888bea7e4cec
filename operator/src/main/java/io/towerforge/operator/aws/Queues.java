package io.towerforge.operator.aws;

import java.time.Instant;

/** Job queues that somebody else made and that are only looked at. */
public interface Queues extends Catalog {
    /**
     * Looks one up. A queue that does not exist is an answer, not an error.
     *
     * @param nameOrArn as the user wrote it; an ARN of another account or Region finds nothing
     */
    QueueFacts find(String nameOrArn, Instant notOlderThan);
}
