package io.towerforge.simulator.core;

/**
 * The AWS account and Region a simulation plays.
 *
 * @param id the twelve-digit account number
 * @param region the Region's code, such as {@code eu-west-1}
 */
public record Account(String id, String region) {

    /**
     * @throws IllegalArgumentException if the account number does not have twelve digits
     */
    public Account {
        if (!id.matches("\\d{12}")) {
            throw new IllegalArgumentException("'" + id + "' is not an account number: it must have twelve digits.");
        }
    }

    /** The partition the Region belongs to (AWS General Reference, "Amazon Resource Names"). */
    public String partition() {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    /**
     * Names a resource of a regional service (AWS General Reference, "Amazon Resource Names").
     *
     * @param service the service's namespace, such as {@code batch}
     * @param resource the part after the account number, such as {@code job-queue/head}
     */
    public String arn(String service, String resource) {
        return "arn:" + partition() + ":" + service + ":" + region + ":" + id + ":" + resource;
    }

    /** Names an IAM resource; IAM is global, so that its ARNs carry no Region. */
    public String iamArn(String resource) {
        return "arn:" + partition() + ":iam::" + id + ":" + resource;
    }

    /** Names the session an actor calls in: that of an assumed role which bears the actor's name. */
    public String sessionArn(String actor) {
        return "arn:" + partition() + ":sts::" + id + ":assumed-role/" + actor + "/simulated";
    }
}
