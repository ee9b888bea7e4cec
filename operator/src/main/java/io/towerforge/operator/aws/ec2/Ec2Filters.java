package io.towerforge.operator.aws.ec2;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Filters of EC2's listings, each with one value. */
final class Ec2Filters {
    private Ec2Filters() {}

    static List<Filter> of(Map<String, String> filters) {
        return new TreeMap<>(filters)
                .entrySet().stream()
                        .map(filter -> Filter.builder()
                                .name(filter.getKey())
                                .values(filter.getValue())
                                .build())
                        .toList();
    }
}
