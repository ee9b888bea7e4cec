package io.towerforge.operator.reconciler;

import io.towerforge.api.v1alpha1.AssumeRole;
import io.towerforge.api.v1alpha1.AwsIdentity;
import io.towerforge.operator.aws.AwsAccess;
import io.towerforge.operator.aws.AwsAccess.AccessKey;
import io.towerforge.operator.aws.AwsAccess.AssumedRole;
import io.towerforge.operator.aws.AwsFailure;
import io.towerforge.operator.aws.ErrorClass;
import io.towerforge.operator.status.Reasons;
import org.jspecify.annotations.Nullable;

/** From an identity to the credentials it stands for. */
final class AccessLookup {
    static final String KEY_ID = "aws_access_key_id";
    static final String KEY_SECRET = "aws_secret_access_key";
    static final String SESSION_TOKEN = "aws_session_token";
    private static final String SESSION_NAME = "towerforge";

    private final Secrets secrets;

    AccessLookup(Secrets secrets) {
        this.secrets = secrets;
    }

    /** @throws AwsFailure of class {@link ErrorClass#DENIED} when the Secret it names is missing or incomplete */
    AwsAccess of(AwsIdentity identity) {
        AssumeRole assumed = identity.getSpec().assumeRole();
        return new AwsAccess(
                identity.getMetadata().getName(),
                key(identity),
                assumed == null
                        ? null
                        : new AssumedRole(
                                assumed.roleArn(),
                                assumed.externalId(),
                                assumed.sessionName() == null ? SESSION_NAME : assumed.sessionName()));
    }

    private @Nullable AccessKey key(AwsIdentity identity) {
        if (identity.getSpec().credentials() == null) {
            return null;
        }
        String name = identity.getSpec().credentials().secretName();
        SecretReading secret = secrets.own(name);
        if (secret.problem() != null) {
            throw unusable(identity, secret.problem());
        }
        return new AccessKey(
                required(identity, name, secret, KEY_ID),
                required(identity, name, secret, KEY_SECRET),
                secret.text(SESSION_TOKEN).orElse(null));
    }

    private static String required(AwsIdentity identity, String name, SecretReading secret, String key) {
        return secret.text(key)
                .orElseThrow(() -> unusable(
                        identity,
                        "Secret '" + name + "' in the operator's own namespace has nothing under the key '" + key
                                + "'. Put it in."));
    }

    private static AwsFailure unusable(AwsIdentity identity, String problem) {
        return new AwsFailure(
                ErrorClass.DENIED,
                Reasons.CREDENTIALS_NOT_FOUND,
                "AwsIdentity '" + identity.getMetadata().getName() + "' has no usable credentials. " + problem,
                null);
    }
}
