package io.towerforge.operator.aws.ec2;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.DetachedVolumes;
import io.towerforge.operator.aws.SharedList;
import io.towerforge.operator.model.DetachedVolume;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeState;

/** Detached volumes, found by a tag in one call; launch templates put it on the volumes of instances. */
public final class DetachedVolumeCatalog implements DetachedVolumes {
    private final Ec2Client ec2;
    private final SharedList<Volume> volumes;

    public DetachedVolumeCatalog(Ec2Client ec2, InstantSource clock) {
        this.ec2 = ec2;
        this.volumes = new SharedList<>(clock, Volume::volumeId, volume -> false, this::detached);
    }

    @Override
    public List<DetachedVolume> of(StackId stack, Instant notOlderThan) {
        return volumes.get(notOlderThan).stream()
                .filter(volume -> Tags.marks(Ec2Tags.read(volume.tags()), stack))
                .map(volume -> new DetachedVolume(volume.volumeId(), volume.size(), volume.createTime()))
                .sorted(Comparator.comparing(DetachedVolume::id))
                .toList();
    }

    @Override
    public void delete(DetachedVolume volume) {
        volumes.remove(
                "delete EBS volume " + volume.id(),
                volume.id(),
                () -> ec2.deleteVolume(request -> request.volumeId(volume.id())));
    }

    private List<Volume> detached() {
        DescribeVolumesRequest request = DescribeVolumesRequest.builder()
                .filters(Ec2Filters.of(Map.of("tag-key", Tags.CLUSTER, "status", VolumeState.AVAILABLE.toString())))
                .build();
        return Aws.call(
                "list the detached volumes of environments",
                () -> ec2.describeVolumesPaginator(request).volumes().stream().toList());
    }
}
