package io.towerforge.operator.aws;

import org.jspecify.annotations.Nullable;

/**
 * The way into an AWS account. Never shows a secret when it is printed.
 *
 * @param identity name of the AwsIdentity it comes from; empty for the operator's own credentials
 * @param accessKey null for the SDK's default chain: web identity (IRSA), Pod Identity, environment, instance
 * @param role what is assumed with these credentials; null for nothing
 */
public record AwsAccess(
        String identity,
        @Nullable AccessKey accessKey,
        @Nullable AssumedRole role) {
    /** The operator's own credentials. */
    public static final AwsAccess OWN = new AwsAccess("", null, null);

    /** Whether these are the operator's own credentials, not those of an AwsIdentity. */
    public boolean isOwn() {
        return identity.isEmpty();
    }

    /**
     * A key of an IAM user, or a temporary one.
     *
     * @param sessionToken only of a temporary key (IAM user guide, "Temporary security credentials"); else null
     */
    public record AccessKey(
            String id, String secret, @Nullable String sessionToken) {
        @Override
        public String toString() {
            return "AccessKey[hidden]";
        }
    }

    /**
     * A role and what its trust policy asks for (AWS STS API reference, AssumeRole).
     *
     * @param sessionName how CloudTrail names the session
     */
    public record AssumedRole(String arn, @Nullable String externalId, String sessionName) {}
}
