package io.towerforge.operator;

import io.towerforge.operator.aws.CallMeter;
import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
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

    private final SdkHttpClient http = UrlConnectionHttpClient.builder().build();

    @Override
    public AwsClients in(String region, CallMeter meter) {
        return new AwsClients(
                build(BatchClient.builder(), region, meter),
                build(Ec2Client.builder(), region, meter),
                build(IamClient.builder(), region, meter),
                build(SsmClient.builder(), region, meter),
                build(StsClient.builder(), region, meter),
                build(CloudWatchLogsClient.builder(), region, meter));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
            B builder, String region, CallMeter meter) {
        return builder.region(Region.of(region))
                .httpClient(http)
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
