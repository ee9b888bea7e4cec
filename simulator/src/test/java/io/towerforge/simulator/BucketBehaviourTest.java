package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What S3 tells of buckets. */
class BucketBehaviourTest extends AccountFixture {
    private static final String BUCKET = "acme-nextflow";

    @Test
    void aLookAtABucketTellsItsRegionEvenWhereItIsRefused() {
        assertThat(look(aws)).isEqualTo("eu-west-1");

        aws.buckets().close(BUCKET);
        S3Exception refusal = refusal(aws);

        assertThat(refusal.statusCode()).isEqualTo(403);
        assertThat(region(refusal)).isEqualTo("eu-west-1");
    }

    @Test
    void aBucketThatDoesNotExistIsNotFound() {
        aws.buckets().delete(BUCKET);

        assertThat(refusal(aws)).isInstanceOf(NoSuchBucketException.class);
        assertThat(refusal(aws).statusCode()).isEqualTo(404);

        aws.buckets().create(BUCKET);
        assertThat(look(aws)).isEqualTo("eu-west-1");
    }

    @Test
    void theEndpointOfAnotherRegionSendsAway() {
        aws.buckets().place(BUCKET, "us-east-1");
        S3Exception refusal = refusal(aws);

        assertThat(refusal.statusCode()).isEqualTo(301);
        assertThat(region(refusal)).isEqualTo("us-east-1");
        assertThat(look(aws.inRegion("us-east-1"))).isEqualTo("us-east-1");
    }

    @Test
    void aNameIsOneBucketInAllRegions() {
        aws.buckets().delete(BUCKET);

        assertThat(refusal(aws.inRegion("us-east-1"))).isInstanceOf(NoSuchBucketException.class);
    }

    private static String look(SimulatedAws account) {
        return account.s3().headBucket(request -> request.bucket(BUCKET)).bucketRegion();
    }

    private static S3Exception refusal(SimulatedAws account) {
        return catchThrowableOfType(S3Exception.class, () -> look(account));
    }

    private static String region(S3Exception refusal) {
        return refusal.awsErrorDetails()
                .sdkHttpResponse()
                .firstMatchingHeader("x-amz-bucket-region")
                .orElseThrow();
    }
}
