package io.towerforge.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.aws.AwsAccess;
import io.towerforge.operator.aws.AwsAccess.AccessKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

class CurrentCredentialsTest {
    private final List<String> closed = new ArrayList<>();

    @Test
    void aRenewedAccessIsUsedFromTheNextCallOnAndTheOldProviderIsClosed() {
        AtomicReference<AwsAccess> access = new AtomicReference<>(key("first"));
        CurrentCredentials current = new CurrentCredentials(
                access::get, now -> new Provider(now.accessKey().id()));

        assertThat(current.resolveCredentials().accessKeyId()).isEqualTo("first");
        assertThat(current.resolveCredentials().accessKeyId()).isEqualTo("first");
        assertThat(closed).isEmpty();

        access.set(key("second"));
        assertThat(current.resolveCredentials().accessKeyId()).isEqualTo("second");
        assertThat(closed).containsExactly("first");
    }

    private static AwsAccess key(String id) {
        return new AwsAccess("research", new AccessKey(id, "secret", null), null);
    }

    private final class Provider implements AwsCredentialsProvider, SdkAutoCloseable {
        private final String id;

        Provider(String id) {
            this.id = id;
        }

        @Override
        public AwsCredentials resolveCredentials() {
            return AwsBasicCredentials.create(id, "secret");
        }

        @Override
        public void close() {
            closed.add(id);
        }
    }
}
