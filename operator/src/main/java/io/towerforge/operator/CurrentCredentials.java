package io.towerforge.operator;

import io.towerforge.operator.aws.AwsAccess;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The credentials of an access that may be replaced by another one while clients use it. */
final class CurrentCredentials implements AwsCredentialsProvider {
    private final Supplier<AwsAccess> access;
    private final Function<AwsAccess, AwsCredentialsProvider> opener;
    private AwsAccess openedFor;
    private AwsCredentialsProvider provider;

    /** @param opener makes the provider of one access, which is closed when another one takes its place */
    CurrentCredentials(Supplier<AwsAccess> access, Function<AwsAccess, AwsCredentialsProvider> opener) {
        this.access = access;
        this.opener = opener;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return current().resolveCredentials();
    }

    private synchronized AwsCredentialsProvider current() {
        AwsAccess now = access.get();
        if (!now.equals(openedFor)) {
            if (provider instanceof SdkAutoCloseable closeable) {
                closeable.close();
            }
            provider = opener.apply(now);
            openedFor = now;
        }
        return provider;
    }
}
