package io.towerforge.simulator.batch;

import io.towerforge.simulator.core.Service;
import io.towerforge.simulator.core.TagRules;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Batch's refusals: whatever is wrong with a request, it is a ClientException (AWS Batch API reference, "Common errors"). */
final class BatchErrors {
    private BatchErrors() {}

    static AwsServiceException refused(String message) {
        return Service.BATCH.error(400, "ClientException", message);
    }

    static AwsServiceException doesNotExist(String name) {
        return refused(name + " does not exist");
    }

    static AwsServiceException exists() {
        return refused("Object already exists");
    }

    /** Batch's tag map has at least one entry when it is sent (AWS Batch API reference, TagResource). */
    static void checkTags(boolean sent, Map<String, String> tags) {
        if (sent && tags.isEmpty()) {
            throw refused(
                    "Error executing request, Exception : Tags must have at least one entry when they are given.");
        }
        TagRules.violation(tags).ifPresent(violation -> {
            throw refused(violation);
        });
    }
}
