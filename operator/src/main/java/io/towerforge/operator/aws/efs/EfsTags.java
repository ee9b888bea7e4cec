package io.towerforge.operator.aws.efs;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.efs.model.Tag;

/** Tags in EFS's form. */
final class EfsTags {
    private EfsTags() {}

    static Map<String, String> read(Collection<Tag> tags) {
        Map<String, String> all = new TreeMap<>();
        tags.forEach(tag -> all.put(tag.key(), tag.value()));
        return all;
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
