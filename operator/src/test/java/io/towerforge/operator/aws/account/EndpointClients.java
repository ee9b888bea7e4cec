package io.towerforge.operator.aws.account;

import io.towerforge.simulator.AwsClients;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
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

/** One actor's clients of an endpoint, made once for all tests. They try once: a fault that is retried away tests nothing. */
record EndpointClients(Endpoint endpoint, String actor) {
    private static final ConcurrentMap<EndpointClients, AwsClients> MADE = new ConcurrentHashMap<>();
    private static final SdkHttpClient HTTP = UrlConnectionHttpClient.create();

    static AwsClients of(Endpoint endpoint, String actor) {
        return MADE.computeIfAbsent(new EndpointClients(endpoint, actor), EndpointClients::make);
    }

    private AwsClients make() {
        return new AwsClients(
                build(BatchClient.builder()),
                build(Ec2Client.builder()),
                build(IamClient.builder()),
                build(SsmClient.builder()),
                build(StsClient.builder()),
                build(CloudWatchLogsClient.builder()));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(B builder) {
        return builder.region(Region.of(TestAccount.REGION))
                .endpointOverride(endpoint.address())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(actor, "any")))
                .httpClient(HTTP)
                .overrideConfiguration(settings -> settings.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }
}
