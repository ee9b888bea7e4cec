package io.towerforge.simulator.ec2;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.Page;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.AttachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.AttachVolumeResponse;
import software.amazon.awssdk.services.ec2.model.CreateVolumeRequest;
import software.amazon.awssdk.services.ec2.model.CreateVolumeResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVolumeRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVolumeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.DetachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.DetachVolumeResponse;
import software.amazon.awssdk.services.ec2.model.Volume;

/** EC2's operations on EBS volumes. */
abstract class VolumeCalls extends SecurityGroupCalls {
    private static final int PAGE = 1000;

    private final Gateway gateway;
    private final Volumes volumes;

    VolumeCalls(Gateway gateway, LaunchTemplates templates, Network network, Volumes volumes) {
        super(gateway, templates, network);
        this.gateway = gateway;
        this.volumes = volumes;
    }

    @Override
    public CreateVolumeResponse createVolume(CreateVolumeRequest request) {
        return gateway.write("CreateVolume", request, () -> {
            Volume made = volumes.create(request);
            return CreateVolumeResponse.builder()
                    .volumeId(made.volumeId())
                    .size(made.size())
                    .createTime(made.createTime())
                    .state(made.state())
                    .tags(made.tags())
                    .build();
        });
    }

    @Override
    public AttachVolumeResponse attachVolume(AttachVolumeRequest request) {
        return gateway.write("AttachVolume", request, () -> {
            volumes.attach(request.volumeId());
            return AttachVolumeResponse.builder()
                    .volumeId(request.volumeId())
                    .instanceId(request.instanceId())
                    .build();
        });
    }

    @Override
    public DetachVolumeResponse detachVolume(DetachVolumeRequest request) {
        return gateway.write("DetachVolume", request, () -> {
            volumes.detach(request.volumeId());
            return DetachVolumeResponse.builder().volumeId(request.volumeId()).build();
        });
    }

    @Override
    public DeleteVolumeResponse deleteVolume(DeleteVolumeRequest request) {
        return gateway.write("DeleteVolume", request, () -> {
            volumes.delete(request.volumeId());
            return DeleteVolumeResponse.builder().build();
        });
    }

    @Override
    public DescribeVolumesResponse describeVolumes(DescribeVolumesRequest request) {
        return gateway.read("DescribeVolumes", request, () -> {
            List<Volume> named =
                    named(request.volumeIds(), volumes.all(), volumes::find, "InvalidVolume.NotFound", "volume");
            Page<Volume> page = Page.of(
                    named.stream()
                            .filter(volume -> Filters.match(
                                    request.filters(), Ec2Tags.map(volume.tags()), filter -> switch (filter) {
                                        case "volume-id" -> List.of(volume.volumeId());
                                        case "status" -> List.of(volume.stateAsString());
                                        default -> null;
                                    }))
                            .toList(),
                    Volume::volumeId,
                    request.nextToken(),
                    gateway.pageSize(request.maxResults(), PAGE));
            return DescribeVolumesResponse.builder()
                    .volumes(page.items())
                    .nextToken(page.nextToken())
                    .build();
        });
    }
}
