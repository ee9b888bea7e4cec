package io.towerforge.simulator.iam;

import io.towerforge.simulator.core.TagRules;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.Tag;

/** Tags in IAM's form: a list of keys and values. */
final class IamTags {
    private IamTags() {}

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

    static Map<String, String> with(Map<String, String> present, List<Tag> added) {
        Map<String, String> all = new TreeMap<>(present);
        all.putAll(map(added));
        check(all);
        return all;
    }

    static Map<String, String> without(Map<String, String> present, Collection<String> keys) {
        Map<String, String> rest = new TreeMap<>(present);
        rest.keySet().removeAll(keys);
        return rest;
    }

    /**
     * As {@link #with} for a role, whose keys are the same in whatever case; the case of the last one is kept (IAM user guide, "Tags for
     * IAM resources").
     */
    static Map<String, String> withOnRole(Map<String, String> present, List<Tag> added) {
        return with(withoutOnRole(present, added.stream().map(Tag::key).toList()), added);
    }

    static Map<String, String> withoutOnRole(Map<String, String> present, Collection<String> keys) {
        Map<String, String> rest = new TreeMap<>(present);
        rest.keySet().removeIf(key -> keys.stream().anyMatch(key::equalsIgnoreCase));
        return rest;
    }

    /** As {@link #check} for a role. */
    static void checkOnRole(Map<String, String> tags) {
        check(tags);
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(tags);
        if (anyCase.size() < tags.size()) {
            throw IamErrors.invalidInput("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
        }
    }

    /** One bad tag fails the whole request (IAM API reference, CreateRole, "Tags"). */
    static void check(Map<String, String> tags) {
        TagRules.violation(tags).ifPresent(violation -> {
            throw IamErrors.invalidInput(violation);
        });
    }
}
