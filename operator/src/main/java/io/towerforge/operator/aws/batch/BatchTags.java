package io.towerforge.operator.aws.batch;

import io.towerforge.operator.model.Tags;
import java.util.List;
import java.util.Map;
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
        Map<String, String> missing = desired.missingFrom(actual);
        if (!missing.isEmpty()) {
            batch.tagResource(
                    TagResourceRequest.builder().resourceArn(arn).tags(missing).build());
        }
        List<String> surplus = desired.surplusOn(actual);
        if (!surplus.isEmpty()) {
            batch.untagResource(UntagResourceRequest.builder()
                    .resourceArn(arn)
                    .tagKeys(surplus)
                    .build());
        }
        return desired;
    }
}
