package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.Architecture;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.operator.model.StackId;
import java.util.Optional;

/**
 * A queue with the compute environments behind it. A queue cannot mix instances with Fargate, nor architectures (AWS Batch API
 * reference, CreateJobQueue), so each mixture is a place of its own: an edit from one to the other gives up one queue for another.
 */
public enum Place {
    /** Head jobs: Nextflow itself, on On-Demand instances. Only in Spot mode; else the work queue serves both. */
    HEAD("head"),
    /** Head jobs on Fargate. */
    HEAD_FARGATE("head-fargate"),
    /** The tasks. */
    WORK("work"),
    /** The tasks, on AWS Graviton. */
    WORK_ARM64("work-arm64");

    private final String suffix;

    Place(String suffix) {
        this.suffix = suffix;
    }

    /** Where the tasks go. */
    public static Place work(ForgeSpec forge) {
        return forge.architecture() == Architecture.ARM64 ? WORK_ARM64 : WORK;
    }

    /** Where head jobs go; empty where they go with the tasks. */
    public static Optional<Place> head(ForgeSpec forge) {
        if (!forge.usesSpot()) {
            return Optional.empty();
        }
        return Optional.of(forge.usesFargateHead() ? HEAD_FARGATE : HEAD);
    }

    boolean isWork() {
        return this == WORK || this == WORK_ARM64;
    }

    boolean isFargate() {
        return this == HEAD_FARGATE;
    }

    /** Survives every edit, because pipelines hold on to it. */
    public String queueName(StackId stack) {
        return stack.prefix() + "-" + suffix;
    }

    String environmentName(StackId stack, String hash) {
        return queueName(stack) + "-" + hash;
    }

    /** Whether a compute environment of the stack stands behind this place's queue. */
    public boolean owns(StackId stack, String environmentName) {
        String start = queueName(stack) + "-";
        return environmentName.startsWith(start) && environmentName.indexOf('-', start.length()) < 0;
    }

    /** The logical name of the queue in status and tags. */
    public String queueRole() {
        return suffix + "-queue";
    }

    /** The logical name of a compute environment in status and tags. */
    public String environmentRole() {
        return suffix + "-environment";
    }
}
