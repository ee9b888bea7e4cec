package io.towerforge.operator.aws.ec2;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Tags in EC2's form. */
final class Ec2Tags {
    private Ec2Tags() {}

    static Map<String, String> read(Collection<Tag> tags) {
        Map<String, String> all = new TreeMap<>();
        tags.forEach(tag -> all.put(tag.key(), tag.value()));
        return all;
    }

    /** For taking tags off, whatever their values. */
    static List<Tag> keys(Collection<String> keys) {
        return keys.stream().map(key -> Tag.builder().key(key).build()).toList();
    }

    static List<Tag> write(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList();
    }
}
