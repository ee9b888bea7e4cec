package io.towerforge.simulator.batch;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.batch.model.JobDefinition;

/** Tags of whatever has an ARN; changing them changes no status (AWS Batch API reference, TagResource). */
final class Tags {
    private final Inventory inventory;
    private final JobDefinitions definitions;

    Tags(Inventory inventory, JobDefinitions definitions) {
        this.inventory = inventory;
        this.definitions = definitions;
    }

    void tag(String arn, Map<String, String> added) {
        Map<String, String> all = new TreeMap<>(of(arn));
        all.putAll(added);
        BatchErrors.checkTags(true, added);
        BatchErrors.checkTags(true, all);
        set(arn, all);
    }

    void untag(String arn, Collection<String> keys) {
        Map<String, String> rest = new TreeMap<>(of(arn));
        rest.keySet().removeAll(keys);
        set(arn, rest);
    }

    Map<String, String> of(String arn) {
        Map<String, String> tags = mutable(arn);
        if (tags != null) {
            return Map.copyOf(tags);
        }
        JobDefinition definition = arn.contains(":job-definition/") ? definitions.find(arn) : null;
        if (definition == null) {
            throw BatchErrors.doesNotExist(arn);
        }
        return definition.tags();
    }

    private void set(String arn, Map<String, String> all) {
        Map<String, String> tags = mutable(arn);
        if (tags != null) {
            tags.clear();
            tags.putAll(all);
        } else {
            definitions.replace(definitions.find(arn).toBuilder().tags(all).build());
        }
    }

    private @Nullable Map<String, String> mutable(String arn) {
        ComputeEnvironment environment = arn.startsWith("arn:") ? inventory.environment(arn) : null;
        if (environment != null) {
            return environment.tags();
        }
        JobQueue queue = arn.startsWith("arn:") ? inventory.queue(arn) : null;
        return queue == null ? null : queue.tags();
    }
}
