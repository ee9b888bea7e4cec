package io.towerforge.operator.desired;

import io.towerforge.operator.model.Tags;
import java.util.Map;
import java.util.TreeMap;

/** Tags of file systems: AWS's consoles show a file system by its tag {@code Name}, which a label of that key overrides. */
final class StorageTags {
    private static final String NAME = "Name";

    private StorageTags() {}

    static Tags of(StackRequest request, String resource) {
        Map<String, String> labels = new TreeMap<>(request.spec().resourceLabels());
        labels.putIfAbsent(NAME, request.stack().prefix());
        return Tags.of(request.stack(), resource, labels);
    }
}
