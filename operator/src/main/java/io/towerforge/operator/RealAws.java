package io.towerforge.operator;

import io.towerforge.operator.aws.CallMeter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
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
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Clients of AWS with the SDK's default credentials: environment, web identity (IRSA), Pod Identity, profile, instance. They try
 * twice and give up after half a minute; everything longer is left to the next pass.
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
            SsmClient.class, SsmClient::builder,
            StsClient.class, StsClient::builder);

    private final SdkHttpClient http = UrlConnectionHttpClient.builder().build();

    @Override
    public AwsClients in(String region, CallMeter meter) {
        return new Clients(region, meter);
    }

    private final class Clients implements AwsClients {
        private final String region;
        private final CallMeter meter;
        private final ConcurrentMap<Class<?>, SdkClient> open = new ConcurrentHashMap<>();

        Clients(String region, CallMeter meter) {
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
                    .overrideConfiguration(ClientOverrideConfiguration.builder()
                            .apiCallTimeout(CALL_TIMEOUT)
                            .addExecutionInterceptor(meter)
                            .retryStrategy(DefaultRetryStrategy.standardStrategyBuilder()
                                    .maxAttempts(ATTEMPTS)
                                    .build())
                            .build())
                    .build();
        }
    }
}
