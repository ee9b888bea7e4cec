package io.towerforge.operator.aws.s3;

import io.towerforge.operator.aws.Buckets;
import io.towerforge.operator.aws.ErrorTable;
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
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Buckets by HeadBucket, whose answer names the bucket's Region even where it refuses the caller; it has no body, so that the HTTP
 * status alone says what is wrong (Amazon S3 API reference, HeadBucket). An answer holds for an hour. A cluster may have a way to
 * every other service and none to S3, so after a call without an answer nothing is asked for an hour.
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
    private final String here;
    private final InstantSource clock;
    private volatile Instant silentUntil = Instant.MIN;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    /** @param here the Region whose endpoint is asked */
    public BucketLookup(S3Client s3, String here, InstantSource clock) {
        this.s3 = s3;
        this.here = here;
        this.clock = clock;
    }

    @Override
    public Bucket look(String name, Instant notOlderThan) {
        Instant now = clock.instant();
        if (now.isBefore(silentUntil)) {
            return new Bucket(name, Access.UNKNOWN, "");
        }
        Answer last = answers.get(name);
        if (last == null || !Freshness.isEnough(last.at, Freshness.oldest(notOlderThan, now, HOLDS), now)) {
            last = new Answer(ask(name), now);
            answers.put(name, last);
        }
        return last.bucket;
    }

    private Bucket ask(String name) {
        try {
            String region = s3.headBucket(request -> request.bucket(name)).bucketRegion();
            return new Bucket(name, Access.OPEN, region == null ? "" : region);
        } catch (AwsServiceException refused) {
            return refused(name, refused);
        } catch (SdkException silence) {
            silentUntil = clock.instant().plus(HOLDS);
            LOG.warn(
                    "Not known whether buckets can be used, and not asked again for an hour. {}",
                    ErrorTable.classify(silence, "look at bucket " + name).traced());
            return new Bucket(name, Access.UNKNOWN, "");
        }
    }

    private Bucket refused(String name, AwsServiceException refused) {
        String region = region(refused);
        boolean elsewhere = !region.isEmpty() && !region.equals(here);
        return switch (refused.statusCode()) {
            case NOT_FOUND -> new Bucket(name, Access.ABSENT, "");
            case FORBIDDEN -> new Bucket(name, Access.DENIED, region);
            case MOVED, REDIRECTED, SIGNED_FOR_ANOTHER_REGION -> {
                if (!elsewhere) {
                    throw ErrorTable.classify(refused, "look at bucket " + name);
                }
                yield new Bucket(name, Access.UNKNOWN, region);
            }
            default -> throw ErrorTable.classify(refused, "look at bucket " + name);
        };
    }

    private static String region(AwsServiceException refused) {
        return Optional.ofNullable(refused.awsErrorDetails())
                .map(AwsErrorDetails::sdkHttpResponse)
                .flatMap(response -> response.firstMatchingHeader(REGION))
                .orElse("");
    }

    private record Answer(Bucket bucket, Instant at) {}
}
