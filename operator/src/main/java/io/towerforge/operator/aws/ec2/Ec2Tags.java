package io.towerforge.operator.aws.ec2;

import io.towerforge.operator.aws.SharedList;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.Tags;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Tags in EC2's form. */
final class Ec2Tags {
    private Ec2Tags() {}

    static Map<String, String> read(Collection<Tag> tags) {
        Map<String, String> all = new TreeMap<>();
        tags.forEach(tag -> all.put(tag.key(), tag.value()));
        return all;
    }

    /**
     * Makes a listed resource that carries {@code actual} carry {@code desired}.
     *
     * @param what the resource in our words
     * @param id the resource in EC2's
     */
    static void replace(Ec2Client ec2, SharedList<?> list, ResourceId what, String id, Tags actual, Tags desired) {
        desired.replace(
                actual,
                keys -> list.write(
                        "untag " + what,
                        () -> ec2.deleteTags(request -> request.resources(id).tags(keys(keys)))),
                tags -> list.write(
                        "tag " + what,
                        () -> ec2.createTags(request -> request.resources(id).tags(write(tags)))));
    }

    /** For taking tags off, whatever their values. */
    private static List<Tag> keys(Collection<String> keys) {
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
