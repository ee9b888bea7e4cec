package io.towerforge.operator.aws;

/**
 * Who AWS takes us for (AWS STS API reference, GetCallerIdentity).
 *
 * @param accountId the twelve-digit account number
 * @param partition {@code aws}, {@code aws-cn} or {@code aws-us-gov}
 * @param arn the role session or user that makes our calls
 */
public record CallerIdentity(String accountId, String partition, String arn) {}
