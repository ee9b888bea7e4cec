package io.towerforge.operator.desired;

import io.towerforge.operator.model.StackId;

/** A queue with the compute environments behind it. */
public enum Place {
    /** Head jobs: Nextflow itself, on On-Demand instances. Only in Spot mode; else the work queue serves both. */
    HEAD("head"),
    /** The tasks. */
    WORK("work");

    private final String suffix;

    Place(String suffix) {
        this.suffix = suffix;
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
        return environmentName.startsWith(queueName(stack) + "-");
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
