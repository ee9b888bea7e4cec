package io.towerforge.operator.status;

import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.ResourceKind;

/** ARNs that follow from a name (Service authorization reference, "AWS Batch": resource types). */
final class Arns {
    private Arns() {}

    static String batch(Facts facts, ResourceId id) {
        String type = id.kind() == ResourceKind.JOB_QUEUE ? "job-queue" : "compute-environment";
        return "arn:" + facts.partition() + ":batch:" + facts.region() + ":" + facts.accountId() + ":" + type + "/"
                + id.name();
    }
}
