package io.towerforge.operator;

import io.towerforge.operator.aws.AwsAccess;
import io.towerforge.operator.aws.AwsAccess.AccessKey;
import io.towerforge.operator.aws.AwsAccess.AssumedRole;
import io.towerforge.operator.aws.CallMeter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.fsx.FSxClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * Clients of AWS, with the SDK's default credentials (environment, web identity (IRSA), Pod Identity, profile, instance) or with those
 * of an AwsIdentity. They try twice and give up after half a minute; everything longer is left to the next pass.
 */
final class RealAws implements AwsClientFactory {
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 2;

    /** Every service we call, by the type of its client. */
    private static final Map<Class<? extends SdkClient>, Supplier<AwsClientBuilder<?, ?>>> BUILDERS = Map.of(
            BatchClient.class, BatchClient::builder,
            CloudWatchLogsClient.class, CloudWatchLogsClient::builder,
            Ec2Client.class, Ec2Client::builder,
            EfsClient.class, EfsClient::builder,
            FSxClient.class, FSxClient::builder,
            IamClient.class, IamClient::builder,
            S3Client.class, S3Client::builder,
            SecretsManagerClient.class, SecretsManagerClient::builder,
            SsmClient.class, SsmClient::builder,
            StsClient.class, StsClient::builder);

    private final SdkHttpClient http = UrlConnectionHttpClient.builder().build();

    /** One for all, because it keeps what it found. */
    private final AwsCredentialsProvider own =
            DefaultCredentialsProvider.builder().build();

    @Override
    public AwsClients in(Supplier<AwsAccess> access, String region, CallMeter meter) {
        return new Clients(new CurrentCredentials(access, now -> credentials(now, region)), region, meter);
    }

    private AwsCredentialsProvider credentials(AwsAccess access, String region) {
        AwsCredentialsProvider base =
                access.accessKey() == null ? own : StaticCredentialsProvider.create(key(access.accessKey()));
        AssumedRole role = access.role();
        return role == null
                ? base
                : StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(StsClient.builder()
                                .httpClient(http)
                                .region(Region.of(region))
                                .credentialsProvider(base)
                                .overrideConfiguration(limits().build())
                                .build())
                        .refreshRequest(request -> request.roleArn(role.arn())
                                .externalId(role.externalId())
                                .roleSessionName(role.sessionName()))
                        .build();
    }

    private static AwsCredentials key(AccessKey key) {
        return key.sessionToken() == null
                ? AwsBasicCredentials.create(key.id(), key.secret())
                : AwsSessionCredentials.create(key.id(), key.secret(), key.sessionToken());
    }

    private static ClientOverrideConfiguration.Builder limits() {
        return ClientOverrideConfiguration.builder()
                .apiCallTimeout(CALL_TIMEOUT)
                .retryStrategy(DefaultRetryStrategy.standardStrategyBuilder()
                        .maxAttempts(ATTEMPTS)
                        .build());
    }

    private final class Clients implements AwsClients {
        private final AwsCredentialsProvider credentials;
        private final String region;
        private final CallMeter meter;
        private final ConcurrentMap<Class<?>, SdkClient> open = new ConcurrentHashMap<>();

        Clients(AwsCredentialsProvider credentials, String region, CallMeter meter) {
            this.credentials = credentials;
            this.region = region;
            this.meter = meter;
        }

        @Override
        public <C extends SdkClient> C of(Class<C> type) {
            Supplier<AwsClientBuilder<?, ?>> builder = BUILDERS.get(type);
            if (builder == null) {
                throw new IllegalArgumentException("There is no builder for " + type.getSimpleName() + ".");
            }
            return type.cast(open.computeIfAbsent(type, key -> build(builder.get())));
        }

        private SdkClient build(AwsClientBuilder<?, ?> builder) {
            ((AwsSyncClientBuilder<?, ?>) builder).httpClient(http);
            return (SdkClient) builder.region(Region.of(region))
                    .credentialsProvider(credentials)
                    .overrideConfiguration(
                            limits().addExecutionInterceptor(meter).build())
                    .build();
        }
    }
}
