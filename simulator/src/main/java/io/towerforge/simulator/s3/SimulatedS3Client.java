package io.towerforge.simulator.s3;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.Service;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;

/** S3's look at a bucket for one actor. */
final class SimulatedS3Client implements S3Client {
    private static final String REGION = "x-amz-bucket-region";

    private final Gateway gateway;
    private final Buckets buckets;

    SimulatedS3Client(Gateway gateway, Buckets buckets) {
        this.gateway = gateway;
        this.buckets = buckets;
    }

    /**
     * The answer has no body, so a refusal is no more than its HTTP status; the bucket's Region is a header of every answer about a
     * bucket that exists (Amazon S3 API reference, HeadBucket).
     */
    @Override
    public HeadBucketResponse headBucket(HeadBucketRequest request) {
        return gateway.read("HeadBucket", request, () -> {
            String bucket = request.bucket();
            if (!buckets.exists(bucket)) {
                throw Service.S3.error(404, "NoSuchBucket", "");
            }
            String caller = gateway.account().region();
            String region = buckets.region(bucket, caller);
            if (!region.equals(caller)) {
                throw refused(301, region);
            }
            if (!buckets.isOpen(bucket)) {
                throw refused(403, region);
            }
            return HeadBucketResponse.builder().bucketRegion(region).build();
        });
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Holds nothing to release; the account outlives its clients.
    }

    private static AwsServiceException refused(int status, String region) {
        AwsServiceException bare = Service.S3.error(status, "", "");
        return bare.toBuilder()
                .awsErrorDetails(bare.awsErrorDetails().toBuilder()
                        .sdkHttpResponse(SdkHttpResponse.builder()
                                .statusCode(status)
                                .putHeader(REGION, region)
                                .build())
                        .build())
                .build();
    }
}
