package io.towerforge.operator.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.towerforge.operator.aws.AwsFailure;
import io.towerforge.operator.aws.Buckets;
import io.towerforge.operator.aws.account.SimulatedAccount;
import io.towerforge.operator.model.Bucket;
import io.towerforge.operator.model.Bucket.Access;
import io.towerforge.simulator.core.Fault;
import io.towerforge.simulator.core.Interceptor;
import io.towerforge.simulator.core.Timings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class BucketLookupTest {
    private static final String NAME = "acme-nextflow";

    private final SimulatedAccount world = new SimulatedAccount(Timings.none());
    private final Buckets buckets = new BucketLookup(world.operator().s3(), "eu-west-1", world.clock());

    @Test
    void anAnswerHoldsForAnHour() {
        assertThat(look(Duration.ofMinutes(5)).access()).isEqualTo(Access.OPEN);
        world.aws.buckets().delete(NAME);
        world.clock().advance(Duration.ofMinutes(59));
        assertThat(look(Duration.ofMinutes(5)).access()).isEqualTo(Access.OPEN);

        world.clock().advance(Duration.ofMinutes(2));

        assertThat(look(Duration.ofMinutes(5)).access()).isEqualTo(Access.ABSENT);
        assertThat(world.aws.calls()).hasSize(2);
    }

    @Test
    void whoAsksForThisMomentIsAnsweredAnew() {
        look(Duration.ZERO);
        world.aws.buckets().delete(NAME);
        world.clock().advance(Duration.ofSeconds(1));

        assertThat(look(Duration.ZERO).access()).isEqualTo(Access.ABSENT);
    }

    @ParameterizedTest
    @CsvSource({
        "200, eu-west-1, OPEN, eu-west-1",
        "200, '', OPEN, ''",
        "301, us-east-1, UNKNOWN, us-east-1",
        "307, us-east-1, UNKNOWN, us-east-1",
        "400, us-east-1, UNKNOWN, us-east-1",
        "403, eu-west-1, DENIED, eu-west-1",
        "403, '', DENIED, ''",
        "404, '', ABSENT, ''"
    })
    void whatTheSdkMakesOfAnAnswerWithoutABodyIsUnderstood(int status, String header, Access access, String region)
            throws IOException {
        assertThat(lookOverHttp(status, header)).isEqualTo(new Bucket(NAME, access, region));
    }

    @ParameterizedTest
    @CsvSource({"400, ''", "400, eu-west-1", "500, ''", "503, eu-west-1"})
    void anAnswerThatSaysNothingOfTheBucketIsAFailure(int status, String header) {
        assertThatThrownBy(() -> lookOverHttp(status, header))
                .isInstanceOf(AwsFailure.class)
                .hasMessageContaining("look at bucket " + NAME);
    }

    @Test
    void whereNobodyAnswersNothingIsAskedForAnHour() {
        Interceptor silence = Fault.CONNECTION_LOST_BEFORE.on(call -> true);
        world.aws.interceptor(silence);
        assertThat(look(Duration.ZERO)).isEqualTo(new Bucket(NAME, Access.UNKNOWN, ""));
        world.aws.removeInterceptor(silence);
        world.clock().advance(Duration.ofMinutes(59));
        assertThat(look(Duration.ZERO).access()).isEqualTo(Access.UNKNOWN);
        assertThat(world.aws.calls()).hasSize(1);

        world.clock().advance(Duration.ofMinutes(2));

        assertThat(look(Duration.ZERO).access()).isEqualTo(Access.OPEN);
    }

    private Bucket look(Duration age) {
        return buckets.look(NAME, world.clock().instant().minus(age));
    }

    private static Bucket lookOverHttp(int status, String region) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            if (!region.isEmpty()) {
                exchange.getResponseHeaders().add("x-amz-bucket-region", region);
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try (S3Client s3 = S3Client.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .overrideConfiguration(settings -> settings.retryStrategy(retry -> retry.maxAttempts(1)))
                .build()) {
            return new BucketLookup(s3, "eu-west-1", InstantSource.system()).look(NAME, Instant.now());
        } finally {
            server.stop(0);
        }
    }
}
