package io.towerforge.operator.aws.account;

import io.towerforge.simulator.AwsClients;
import io.towerforge.simulator.SimulatedAws;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/**
 * One actor's clients of an endpoint, of every service that is simulated, made once for all tests. They try once: a fault that is
 * retried away tests nothing.
 */
record EndpointClients(Endpoint endpoint, String actor) {
    private static final ConcurrentMap<EndpointClients, AwsClients> MADE = new ConcurrentHashMap<>();
    private static final SdkHttpClient HTTP = UrlConnectionHttpClient.create();

    static AwsClients of(Endpoint endpoint, String actor) {
        return MADE.computeIfAbsent(new EndpointClients(endpoint, actor), EndpointClients::make);
    }

    private AwsClients make() {
        Map<Class<?>, SdkClient> clients = new HashMap<>();
        for (Class<?> type : SimulatedAws.builder().build().as(actor).types()) {
            clients.put(type, build(builder(type)));
        }
        return new AwsClients(clients);
    }

    /** The SDK's interface of every service has a method that starts to build a client. */
    private static AwsClientBuilder<?, ?> builder(Class<?> type) {
        try {
            return (AwsClientBuilder<?, ?>) type.getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getSimpleName() + " is no client of the AWS SDK.", e);
        }
    }

    private SdkClient build(AwsClientBuilder<?, ?> builder) {
        ((AwsSyncClientBuilder<?, ?>) builder).httpClient(HTTP);
        return (SdkClient) builder.region(Region.of(TestAccount.REGION))
                .endpointOverride(endpoint.address())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(actor, "any")))
                .overrideConfiguration(settings -> settings.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }
}
