package io.towerforge.operator.reconciler;

import io.towerforge.operator.aws.AwsAccess;
import io.towerforge.operator.aws.AwsAccount;
import io.towerforge.operator.aws.CallerIdentity;

/** Opens AWS accounts. */
public interface Accounts {
    /**
     * The account that an access leads to, in a region.
     *
     * @throws io.towerforge.operator.aws.AwsFailure when the credentials are not valid, or AWS cannot be reached
     */
    AwsAccount in(AwsAccess access, String region);

    /**
     * Asks AWS at this moment whose credentials these are.
     *
     * @throws io.towerforge.operator.aws.AwsFailure when they are not valid, or AWS cannot be reached
     */
    CallerIdentity whose(AwsAccess access, String region);
}
