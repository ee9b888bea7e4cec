package io.towerforge.operator.reliability;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.operator.model.Tags;
import io.towerforge.simulator.core.LiveObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an environment has in AWS. */
record Belongings(List<LiveObject> all) {
    /** What the keys of somebody else's tags begin with. */
    static final String FOREIGN = "foreign/";

    /** Those of the given objects that carry the environment's mark. */
    static Belongings of(AwsBatchComputeEnvironment object, List<LiveObject> everything) {
        return new Belongings(everything.stream()
                .filter(one -> object.getMetadata().getUid().equals(one.tags().get(Tags.UID)))
                .toList());
    }

    List<LiveObject> all(String kind) {
        return all.stream().filter(one -> one.kind().equals(kind)).toList();
    }

    /** The one that plays this part, or null. */
    LiveObject one(String kind, String resource) {
        return all(kind).stream()
                .filter(one -> resource.equals(one.tags().get(Tags.RESOURCE)))
                .findFirst()
                .orElse(null);
    }

    void count(String kind, int wanted, Complaints complaints) {
        int count = all(kind).size();
        complaints.require(count == wanted, count + " of " + kind + " instead of " + wanted);
    }

    /** One that pipelines may still need may be there beside it. */
    void least(String kind, int wanted, Complaints complaints) {
        int count = all(kind).size();
        complaints.require(count >= wanted, count + " of " + kind + " instead of " + wanted);
    }

    /** Its tags without those that are not the user's. */
    static Map<String, String> labels(LiveObject one) {
        Map<String, String> labels = new HashMap<>(one.tags());
        labels.keySet().removeIf(key -> key.startsWith("towerforge.io/") || key.startsWith(FOREIGN));
        return labels;
    }
}
