package io.towerforge.operator.scenarios;

import io.towerforge.operator.model.Tags;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What instances of an environment leave in the account. */
final class Leftovers {
    private Leftovers() {}

    /** A volume of the environment's instances that the last of them left behind. */
    static String volume(Story story) {
        Map<String, String> mark =
                new TreeMap<>(story.one("AWS::EC2::LaunchTemplate").tags());
        mark.put(Tags.RESOURCE, "instance-volume");
        return story.person()
                .ec2()
                .createVolume(request -> request.availabilityZone("eu-west-1a")
                        .size(50)
                        .tagSpecifications(specification -> specification
                                .resourceType(ResourceType.VOLUME)
                                .tags(mark.entrySet().stream()
                                        .map(tag -> Tag.builder()
                                                .key(tag.getKey())
                                                .value(tag.getValue())
                                                .build())
                                        .toList())))
                .volumeId();
    }
}
