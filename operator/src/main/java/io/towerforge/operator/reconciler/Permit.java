package io.towerforge.operator.reconciler;

import io.towerforge.api.v1alpha1.AwsIdentitySpec;
import io.towerforge.operator.aws.AwsAccess;
import org.jspecify.annotations.Nullable;

/**
 * The credentials an environment may use.
 *
 * @param identity what the identity adds to the spec; null for the operator's own credentials
 */
record Permit(AwsAccess access, @Nullable AwsIdentitySpec identity) {
    static final Permit OWN = new Permit(AwsAccess.OWN, null);
}
