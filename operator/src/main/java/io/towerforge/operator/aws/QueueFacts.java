package io.towerforge.operator.aws;

/**
 * What matters of a job queue to somebody who submits to it.
 *
 * @param name its name; when it does not exist, what was asked for
 * @param arn empty when it does not exist
 * @param enabled whether it takes jobs
 * @param valid whether AWS Batch can place what it takes
 * @param statusReason AWS's own words about its status; empty when there are none
 */
public record QueueFacts(String name, String arn, boolean exists, boolean enabled, boolean valid, String statusReason) {
    /** There is no such queue in this account and Region. */
    public static QueueFacts absent(String nameOrArn) {
        return new QueueFacts(nameOrArn, "", false, false, false, "");
    }
}
