package io.towerforge.operator.aws.sts;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.CallerIdentity;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Asks AWS whose credentials we hold; nobody can be denied that question (AWS STS API reference, GetCallerIdentity). */
public final class CallerLookup {
    private final StsClient sts;

    public CallerLookup(StsClient sts) {
        this.sts = sts;
    }

    /** Asks each time, so that it also tells whether the credentials are still good. */
    public CallerIdentity identity() {
        GetCallerIdentityResponse caller =
                Aws.call("find out whose credentials these are", () -> sts.getCallerIdentity());
        String partition = caller.arn().split(":", -1)[1];
        return new CallerIdentity(caller.account(), partition, caller.arn());
    }
}
