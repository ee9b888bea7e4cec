package io.towerforge.simulator.ec2;

import io.towerforge.simulator.core.TagRules;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Tags in EC2's form: a list of keys and values, given in tag specifications when something is created. */
final class Ec2Tags {
    private Ec2Tags() {}

    static Map<String, String> map(List<Tag> tags) {
        Map<String, String> map = new TreeMap<>();
        tags.forEach(tag -> map.put(tag.key(), tag.value() == null ? "" : tag.value()));
        return map;
    }

    static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** The tags a request gives the resource it creates; a specification for another resource type is refused. */
    static Map<String, String> of(List<TagSpecification> specifications, ResourceType created) {
        Map<String, String> tags = new TreeMap<>();
        for (TagSpecification specification : specifications) {
            if (specification.resourceType() != created) {
                throw Ec2Errors.refused(
                        "InvalidParameterValue",
                        "'" + specification.resourceTypeAsString()
                                + "' is not a valid taggable resource type for this operation.");
            }
            tags.putAll(map(specification.tags()));
        }
        check(tags);
        return tags;
    }

    static Map<String, String> with(Map<String, String> present, List<Tag> added) {
        Map<String, String> all = new TreeMap<>(present);
        all.putAll(map(added));
        check(all);
        return all;
    }

    /** Without tags, all go; a tag with a value goes only if the value matches (Amazon EC2 API reference, DeleteTags). */
    static Map<String, String> without(Map<String, String> present, List<Tag> removed) {
        Map<String, String> rest = new TreeMap<>(present);
        if (removed.isEmpty()) {
            rest.clear();
        }
        for (Tag tag : removed) {
            if (tag.value() == null || tag.value().equals(rest.get(tag.key()))) {
                rest.remove(tag.key());
            }
        }
        return rest;
    }

    private static void check(Map<String, String> tags) {
        TagRules.violation(tags).ifPresent(violation -> {
            throw Ec2Errors.refused(
                    tags.size() > TagRules.MOST_TAGS ? "TagLimitExceeded" : "InvalidParameterValue", violation);
        });
    }
}
