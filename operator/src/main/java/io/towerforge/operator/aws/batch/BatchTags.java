package io.towerforge.operator.aws.batch;

import io.towerforge.operator.model.Tags;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.TagResourceRequest;
import software.amazon.awssdk.services.batch.model.UntagResourceRequest;

/** The tags of compute environments and job queues; a change of tags changes nothing else about them. */
final class BatchTags {
    private final BatchClient batch;

    BatchTags(BatchClient batch) {
        this.batch = batch;
    }

    /** Sets what is missing and takes away what is ours and not wanted; tags of others stay. */
    Tags set(String arn, Tags desired, Tags actual) {
        desired.replace(
                actual,
                keys -> batch.untagResource(UntagResourceRequest.builder()
                        .resourceArn(arn)
                        .tagKeys(keys)
                        .build()),
                tags -> batch.tagResource(
                        TagResourceRequest.builder().resourceArn(arn).tags(tags).build()));
        return desired;
    }
}
