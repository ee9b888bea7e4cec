package io.towerforge.simulator.core;

/**
 * The AWS account and Region a simulation plays.
 *
 * @param id the twelve-digit account number
 * @param region the Region's code, such as {@code eu-west-1}
 */
public record Account(String id, String region) {

    /**
     * Names a resource of a regional service (AWS General Reference, "Amazon Resource Names").
     *
     * @param service the service's namespace, such as {@code batch}
     * @param resource the part after the account number, such as {@code job-queue/head}
     */
    public String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + id + ":" + resource;
    }

    /** Names an IAM resource; IAM is global, so that its ARNs carry no Region. */
    public String iamArn(String resource) {
        return "arn:aws:iam::" + id + ":" + resource;
    }
}
