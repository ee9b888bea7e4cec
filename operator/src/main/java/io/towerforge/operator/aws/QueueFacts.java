package io.towerforge.operator.aws;

/**
 * What matters of a job queue to somebody who submits to it.
 *
 * @param name its name; when it does not exist, what was asked for
 * @param arn empty when it does not exist
 * @param enabled whether it takes jobs
 * @param usable whether AWS Batch can place what it takes: VALID, or UPDATING, which is VALID with an edit on its way (AWS Batch,
 *     JobQueueDetail)
 * @param status AWS's word for it, such as INVALID; empty when it does not exist
 * @param statusReason AWS's own words about its status; empty when there are none
 */
public record QueueFacts(
        String name, String arn, boolean exists, boolean enabled, boolean usable, String status, String statusReason) {
    /** There is no such queue in this account and Region. */
    public static QueueFacts absent(String nameOrArn) {
        return new QueueFacts(nameOrArn, "", false, false, false, "", "");
    }
}
