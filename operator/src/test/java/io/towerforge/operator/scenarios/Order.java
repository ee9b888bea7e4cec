package io.towerforge.operator.scenarios;

import io.towerforge.simulator.core.LiveObject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The order of compute environments in a job queue. */
final class Order {
    private Order() {}

    /** Names, first choice first. */
    @SuppressWarnings("unchecked") // how the simulator shows a list of records
    static List<String> of(LiveObject queue) {
        return ((List<Map<String, Object>>) queue.attributes().get("computeEnvironmentOrder"))
                .stream()
                        .sorted(Comparator.comparing(entry -> (Integer) entry.get("order")))
                        .map(entry -> entry.get("computeEnvironment").toString())
                        .map(arn -> arn.substring(arn.indexOf('/') + 1))
                        .toList();
    }
}
