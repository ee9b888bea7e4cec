package io.towerforge.operator.aws.batch;

import io.towerforge.operator.model.Observed;
import java.util.Optional;

/** What the status of a compute environment or a job queue means; both have the same six (AWS Batch API reference). */
final class BatchStatus {
    private BatchStatus() {}

    /** Empty for what is gone although it is still shown. A status this version does not know counts as being worked on. */
    static Optional<Observed.State> state(String status) {
        return switch (status) {
            case "VALID" -> Optional.of(Observed.State.READY);
            case "INVALID" -> Optional.of(Observed.State.FAILED);
            case "DELETING" -> Optional.of(Observed.State.DELETING);
            case "DELETED" -> Optional.empty();
            default -> Optional.of(Observed.State.IN_PROGRESS);
        };
    }

    static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    /** The name in an ARN such as {@code arn:aws:batch:eu-west-1:111122223333:job-queue/head}; a name is returned as it is. */
    static String name(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }
}
