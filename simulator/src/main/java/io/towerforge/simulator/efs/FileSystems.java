package io.towerforge.simulator.efs;

import io.towerforge.simulator.core.Simulation;
import io.towerforge.simulator.core.TagRules;
import io.towerforge.simulator.ec2.Network;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.efs.model.CreateFileSystemRequest;
import software.amazon.awssdk.services.efs.model.LifeCycleState;
import software.amazon.awssdk.services.efs.model.Tag;

/** The file systems of a Region. */
final class FileSystems {
    private static final int LONGEST_TOKEN = 64;

    private final Simulation simulation;
    private final Network network;
    private final Map<String, FileSystem> byId = new TreeMap<>();
    private final Map<String, Integer> creationsByToken = new HashMap<>();

    FileSystems(Simulation simulation, Network network) {
        this.simulation = simulation;
        this.network = network;
    }

    List<FileSystem> all() {
        return new ArrayList<>(byId.values());
    }

    FileSystem get(String id) {
        FileSystem fileSystem = byId.get(id);
        if (fileSystem == null) {
            throw EfsErrors.noSuchFileSystem(id);
        }
        return fileSystem;
    }

    /** What is asked for by id, which must exist, by token, or everything. */
    List<FileSystem> find(@Nullable String id, @Nullable String token) {
        if (id != null) {
            return List.of(get(id));
        }
        return all().stream()
                .filter(one -> token == null || one.creationToken.equals(token))
                .toList();
    }

    FileSystem create(CreateFileSystemRequest request) {
        String token =
                request.creationToken() == null ? simulation.identifiers().uuid() : request.creationToken();
        if (token.isEmpty() || token.length() > LONGEST_TOKEN) {
            throw EfsErrors.badRequest("The creation token must have between 1 and " + LONGEST_TOKEN + " characters.");
        }
        for (FileSystem present : byId.values()) {
            if (present.creationToken.equals(token)) {
                throw EfsErrors.tokenTaken(present);
            }
        }
        String zone = request.availabilityZoneName();
        if (zone != null && !network.zones().contains(zone)) {
            throw EfsErrors.badRequest("The Availability Zone '" + zone + "' does not exist in this Region.");
        }
        FileSystem made = new FileSystem(
                simulation.identifiers().named("fs", token, creationsByToken.merge(token, 1, Integer::sum)),
                token,
                Boolean.TRUE.equals(request.encrypted()),
                zone,
                simulation.timeline().now(),
                checked(map(request.tags())));
        byId.put(made.id, made);
        simulation
                .timeline()
                .after(
                        simulation.timings().storage().fileSystemCreation(),
                        () -> made.state = LifeCycleState.AVAILABLE);
        return made;
    }

    void delete(FileSystem fileSystem) {
        if (fileSystem.state == LifeCycleState.DELETING) {
            return;
        }
        fileSystem.state = LifeCycleState.DELETING;
        simulation
                .timeline()
                .after(simulation.timings().storage().fileSystemDeletion(), () -> byId.remove(fileSystem.id));
    }

    void retag(String id, UnaryOperator<Map<String, String>> change) {
        FileSystem fileSystem = get(id);
        fileSystem.tags = checked(change.apply(new TreeMap<>(fileSystem.tags)));
    }

    static Map<String, String> map(List<Tag> tags) {
        Map<String, String> map = new TreeMap<>();
        tags.forEach(tag -> map.put(tag.key(), tag.value() == null ? "" : tag.value()));
        return map;
    }

    static Map<String, Object> attributes(FileSystem fileSystem) {
        Map<String, Object> attributes = new TreeMap<>();
        attributes.put("encrypted", fileSystem.encrypted);
        attributes.put("availabilityZoneName", fileSystem.availabilityZone == null ? "" : fileSystem.availabilityZone);
        return attributes;
    }

    private static Map<String, String> checked(Map<String, String> tags) {
        TagRules.violation(tags).ifPresent(violation -> {
            throw EfsErrors.badRequest(violation);
        });
        return tags;
    }
}
