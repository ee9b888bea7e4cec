package io.towerforge.operator.aws.s3;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.AwsFailure;
import io.towerforge.operator.aws.Buckets;
import io.towerforge.operator.aws.Freshness;
import io.towerforge.operator.model.Bucket;
import io.towerforge.operator.model.Bucket.Access;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Buckets by HeadBucket, whose answer names the bucket's Region even where it refuses the caller; it has no body, so that the HTTP
 * status alone says what is wrong (Amazon S3 API reference, HeadBucket). An answer holds for an hour, and so does its absence: a
 * cluster may have a way to every other service and none to S3.
 */
public final class BucketLookup implements Buckets {
    private static final Logger LOG = LoggerFactory.getLogger(BucketLookup.class);
    private static final Duration HOLDS = Duration.ofHours(1);
    private static final String REGION = "x-amz-bucket-region";
    private static final int MOVED = 301;
    private static final int REDIRECTED = 307;
    private static final int SIGNED_FOR_ANOTHER_REGION = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final S3Client s3;
    private final InstantSource clock;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    public BucketLookup(S3Client s3, InstantSource clock) {
        this.s3 = s3;
        this.clock = clock;
    }

    @Override
    public Bucket look(String name, Instant notOlderThan) {
        Instant now = clock.instant();
        Answer last = answers.get(name);
        if (last == null || last.at.isBefore(Freshness.oldest(notOlderThan, now, HOLDS))) {
            last = new Answer(tryToAsk(name), now);
            answers.put(name, last);
        }
        return last.bucket;
    }

    private Bucket tryToAsk(String name) {
        try {
            return Aws.call("look at bucket " + name, () -> ask(name));
        } catch (AwsFailure failure) {
            LOG.warn("Not known whether bucket {} can be used. {}", name, failure.traced());
            return new Bucket(name, Access.UNKNOWN, "");
        }
    }

    private Bucket ask(String name) {
        try {
            String region = s3.headBucket(request -> request.bucket(name)).bucketRegion();
            return new Bucket(name, Access.OPEN, region == null ? "" : region);
        } catch (AwsServiceException refused) {
            String region = region(refused);
            return switch (refused.statusCode()) {
                case NOT_FOUND -> new Bucket(name, Access.ABSENT, "");
                case FORBIDDEN -> new Bucket(name, Access.DENIED, region);
                case MOVED, REDIRECTED, SIGNED_FOR_ANOTHER_REGION -> elsewhere(name, region, refused);
                default -> throw refused;
            };
        }
    }

    private static Bucket elsewhere(String name, String region, AwsServiceException refused) {
        if (region.isEmpty()) {
            throw refused;
        }
        return new Bucket(name, Access.OPEN, region);
    }

    private static String region(AwsServiceException refused) {
        return Optional.ofNullable(refused.awsErrorDetails())
                .map(AwsErrorDetails::sdkHttpResponse)
                .flatMap(response -> response.firstMatchingHeader(REGION))
                .orElse("");
    }

    private record Answer(Bucket bucket, Instant at) {}
}
