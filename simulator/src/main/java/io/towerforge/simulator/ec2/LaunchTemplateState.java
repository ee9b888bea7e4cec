package io.towerforge.simulator.ec2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/**
 * A launch template at one moment; immutable.
 *
 * @param latestVersion the highest number ever given; numbers are not used again (Amazon EC2 API reference,
 *     DeleteLaunchTemplateVersions)
 * @param versions the versions there are, oldest first
 */
record LaunchTemplateState(
        String id,
        String name,
        Instant createdAt,
        String createdBy,
        long defaultVersion,
        long latestVersion,
        SortedMap<String, String> tags,
        List<Version> versions) {

    /** One version; never changes. */
    record Version(
            long number,
            @Nullable String description,
            ResponseLaunchTemplateData data,
            Instant createdAt,
            String createdBy) {}

    /** The version a request means by a number, {@code $Latest} or {@code $Default}; null when there is none. */
    @Nullable
    Version version(String wanted) {
        long number = switch (wanted) {
            case "$Latest" -> versions.get(versions.size() - 1).number();
            case "$Default" -> defaultVersion;
            default -> numberOf(wanted);
        };
        return versions.stream()
                .filter(version -> version.number() == number)
                .findFirst()
                .orElse(null);
    }

    LaunchTemplateState withVersion(Version version) {
        List<Version> all = new ArrayList<>(versions);
        all.add(version);
        return new LaunchTemplateState(
                id, name, createdAt, createdBy, defaultVersion, version.number(), tags, List.copyOf(all));
    }

    LaunchTemplateState withoutVersion(long number) {
        return new LaunchTemplateState(
                id,
                name,
                createdAt,
                createdBy,
                defaultVersion,
                latestVersion,
                tags,
                versions.stream().filter(version -> version.number() != number).toList());
    }

    LaunchTemplateState withDefaultVersion(long number) {
        return new LaunchTemplateState(id, name, createdAt, createdBy, number, latestVersion, tags, versions);
    }

    LaunchTemplateState withTags(Map<String, String> all) {
        return new LaunchTemplateState(
                id, name, createdAt, createdBy, defaultVersion, latestVersion, new TreeMap<>(all), versions);
    }

    private static long numberOf(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            return -1; // No version has it, so that the caller hears that the version does not exist.
        }
    }
}
