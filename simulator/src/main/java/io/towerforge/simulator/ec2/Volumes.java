package io.towerforge.simulator.ec2;

import io.towerforge.simulator.core.LiveObject;
import io.towerforge.simulator.core.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateVolumeRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeState;

/** The EBS volumes of a Region. Instances are not simulated one by one, so a volume may be attached to any. */
final class Volumes {
    private final Simulation simulation;
    private final Map<String, Volume> byId = new TreeMap<>();

    Volumes(Simulation simulation) {
        this.simulation = simulation;
    }

    List<Volume> all() {
        return new ArrayList<>(byId.values());
    }

    @Nullable
    Volume find(String id) {
        return byId.get(id);
    }

    Volume create(CreateVolumeRequest request) {
        if (request.availabilityZone() == null || (request.size() == null && request.snapshotId() == null)) {
            throw Ec2Errors.refused(
                    "MissingParameter", "The request must contain an Availability Zone, and a size or a snapshot");
        }
        Volume volume = Volume.builder()
                .volumeId(simulation.identifiers().ec2("vol"))
                .availabilityZone(request.availabilityZone())
                .size(request.size())
                .volumeType(request.volumeType())
                .createTime(simulation.timeline().now())
                .state(VolumeState.AVAILABLE)
                .tags(Ec2Tags.list(Ec2Tags.of(request.tagSpecifications(), ResourceType.VOLUME)))
                .build();
        byId.put(volume.volumeId(), volume);
        return volume;
    }

    void attach(String id) {
        move(id, VolumeState.AVAILABLE, VolumeState.IN_USE);
    }

    void detach(String id) {
        move(id, VolumeState.IN_USE, VolumeState.AVAILABLE);
    }

    void delete(String id) {
        if (existing(id).state() == VolumeState.IN_USE) {
            throw Ec2Errors.refused("VolumeInUse", "Volume " + id + " is currently attached to an instance");
        }
        byId.remove(id);
    }

    boolean retag(String id, UnaryOperator<Map<String, String>> change) {
        return byId.computeIfPresent(
                        id,
                        (same, volume) -> volume.toBuilder()
                                .tags(Ec2Tags.list(change.apply(Ec2Tags.map(volume.tags()))))
                                .build())
                != null;
    }

    List<LiveObject> objects() {
        return all().stream()
                .map(volume -> new LiveObject(
                        "AWS::EC2::Volume",
                        volume.volumeId(),
                        volume.volumeId(),
                        volume.stateAsString(),
                        Ec2Tags.map(volume.tags()),
                        Map.of("size", volume.size(), "availabilityZone", volume.availabilityZone())))
                .toList();
    }

    private void move(String id, VolumeState from, VolumeState to) {
        Volume volume = existing(id);
        if (volume.state() != from) {
            throw Ec2Errors.refused(
                    from == VolumeState.IN_USE ? "IncorrectState" : "VolumeInUse",
                    "Volume '" + id + "' is in the '" + volume.stateAsString() + "' state.");
        }
        byId.put(id, volume.toBuilder().state(to).build());
    }

    private Volume existing(String id) {
        Volume volume = byId.get(id);
        if (volume == null) {
            throw Ec2Errors.refused("InvalidVolume.NotFound", "The volume '" + id + "' does not exist.");
        }
        return volume;
    }
}
