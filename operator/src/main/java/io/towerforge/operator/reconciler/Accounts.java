package io.towerforge.operator.reconciler;

import io.towerforge.operator.aws.AwsAccount;

/** Opens AWS accounts. */
@FunctionalInterface
public interface Accounts {
    /**
     * The account of the operator's own credentials, in a region.
     *
     * @throws io.towerforge.operator.aws.AwsFailure when there are no valid credentials, or AWS cannot be reached
     */
    AwsAccount in(String region);
}
