package io.towerforge.operator.model;

import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * What a stack is built from besides the spec: read or resolved from AWS before anything is decided.
 *
 * @param partition {@code aws}, {@code aws-cn}, …: the second part of every ARN
 * @param imageId the AMI to use where the spec names none; chosen once, so that it does not move by itself
 * @param vpcId for the status only; empty when not known
 * @param storage what file systems are made and mounted with
 * @param computeEnvironments how many the account has in this region, everybody's counted
 */
@RecordBuilder
public record Facts(
        String accountId,
        String partition,
        String region,
        String imageId,
        String vpcId,
        ComputeEnvironment.Network network,
        StorageFacts storage,
        int computeEnvironments)
        implements FactsBuilder.With {
    /** Compute environments per account and region; AWS does not raise it (AWS Batch user guide, "Service quotas"). */
    public static final int MAX_COMPUTE_ENVIRONMENTS = 50;

    public Facts {
        storage = storage == null ? StorageFacts.NONE : storage;
    }

    /**
     * The ARN of something of this account in this Region.
     *
     * @param service the service's namespace, such as {@code logs}
     * @param resource what follows the account number
     */
    public String arn(String service, String resource) {
        return "arn:" + partition + ":" + service + ":" + region + ":" + accountId + ":" + resource;
    }

    /** The ARN of something of this account that has no region: a role, an instance profile. */
    public String iamArn(String resource) {
        return "arn:" + partition + ":iam::" + accountId + ":" + resource;
    }
}
