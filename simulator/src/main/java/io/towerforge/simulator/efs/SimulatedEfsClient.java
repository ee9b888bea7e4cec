package io.towerforge.simulator.efs;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.Page;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.CreateFileSystemRequest;
import software.amazon.awssdk.services.efs.model.CreateFileSystemResponse;
import software.amazon.awssdk.services.efs.model.CreateMountTargetRequest;
import software.amazon.awssdk.services.efs.model.CreateMountTargetResponse;
import software.amazon.awssdk.services.efs.model.DeleteFileSystemRequest;
import software.amazon.awssdk.services.efs.model.DeleteFileSystemResponse;
import software.amazon.awssdk.services.efs.model.DeleteMountTargetRequest;
import software.amazon.awssdk.services.efs.model.DeleteMountTargetResponse;
import software.amazon.awssdk.services.efs.model.DescribeFileSystemsRequest;
import software.amazon.awssdk.services.efs.model.DescribeFileSystemsResponse;
import software.amazon.awssdk.services.efs.model.DescribeMountTargetSecurityGroupsRequest;
import software.amazon.awssdk.services.efs.model.DescribeMountTargetSecurityGroupsResponse;
import software.amazon.awssdk.services.efs.model.DescribeMountTargetsRequest;
import software.amazon.awssdk.services.efs.model.DescribeMountTargetsResponse;
import software.amazon.awssdk.services.efs.model.FileSystemDescription;
import software.amazon.awssdk.services.efs.model.ModifyMountTargetSecurityGroupsRequest;
import software.amazon.awssdk.services.efs.model.ModifyMountTargetSecurityGroupsResponse;
import software.amazon.awssdk.services.efs.model.MountTargetDescription;
import software.amazon.awssdk.services.efs.model.PerformanceMode;
import software.amazon.awssdk.services.efs.model.Tag;
import software.amazon.awssdk.services.efs.model.TagResourceRequest;
import software.amazon.awssdk.services.efs.model.TagResourceResponse;
import software.amazon.awssdk.services.efs.model.ThroughputMode;
import software.amazon.awssdk.services.efs.model.UntagResourceRequest;
import software.amazon.awssdk.services.efs.model.UntagResourceResponse;

/** EFS's operations for one actor: what is asked, put to {@link Efs}. */
final class SimulatedEfsClient implements EfsClient {
    private static final int PAGE = 100;

    private final Gateway gateway;
    private final Efs efs;

    SimulatedEfsClient(Gateway gateway, Efs efs) {
        this.gateway = gateway;
        this.efs = efs;
    }

    @Override
    public CreateFileSystemResponse createFileSystem(CreateFileSystemRequest request) {
        return gateway.write("CreateFileSystem", request, () -> {
            FileSystem made = efs.fileSystems().create(request);
            return CreateFileSystemResponse.builder()
                    .fileSystemId(made.id)
                    .fileSystemArn(efs.arn(made))
                    .ownerId(efs.ownerId())
                    .creationToken(made.creationToken)
                    .creationTime(made.createdAt)
                    .lifeCycleState(made.state)
                    .encrypted(made.encrypted)
                    .availabilityZoneName(made.availabilityZone)
                    .tags(list(made.tags))
                    .build();
        });
    }

    @Override
    public DescribeFileSystemsResponse describeFileSystems(DescribeFileSystemsRequest request) {
        return gateway.read("DescribeFileSystems", request, () -> {
            Page<FileSystem> page = Page.of(
                    efs.fileSystems().find(request.fileSystemId(), request.creationToken()),
                    one -> one.id,
                    request.marker(),
                    gateway.pageSize(request.maxItems(), PAGE));
            return DescribeFileSystemsResponse.builder()
                    .fileSystems(page.items().stream().map(this::described).toList())
                    .marker(request.marker())
                    .nextMarker(page.nextToken())
                    .build();
        });
    }

    @Override
    public DeleteFileSystemResponse deleteFileSystem(DeleteFileSystemRequest request) {
        return gateway.write("DeleteFileSystem", request, () -> {
            efs.delete(request.fileSystemId());
            return DeleteFileSystemResponse.builder().build();
        });
    }

    @Override
    public CreateMountTargetResponse createMountTarget(CreateMountTargetRequest request) {
        return gateway.write("CreateMountTarget", request, () -> {
            MountTarget made = efs.targets()
                    .create(
                            efs.fileSystems().get(request.fileSystemId()),
                            request.subnetId(),
                            request.securityGroups());
            return CreateMountTargetResponse.builder()
                    .mountTargetId(made.id)
                    .fileSystemId(made.fileSystem.id)
                    .subnetId(made.subnet.subnetId())
                    .lifeCycleState(made.state)
                    .availabilityZoneName(made.subnet.availabilityZone())
                    .vpcId(made.subnet.vpcId())
                    .build();
        });
    }

    @Override
    public DescribeMountTargetsResponse describeMountTargets(DescribeMountTargetsRequest request) {
        return gateway.read("DescribeMountTargets", request, () -> {
            List<MountTarget> found = request.mountTargetId() == null
                    ? efs.targets().of(efs.fileSystems().get(request.fileSystemId()))
                    : List.of(efs.targets().get(request.mountTargetId()));
            Page<MountTarget> page =
                    Page.of(found, one -> one.id, request.marker(), gateway.pageSize(request.maxItems(), PAGE));
            return DescribeMountTargetsResponse.builder()
                    .mountTargets(page.items().stream()
                            .map(SimulatedEfsClient::described)
                            .toList())
                    .marker(request.marker())
                    .nextMarker(page.nextToken())
                    .build();
        });
    }

    @Override
    public DeleteMountTargetResponse deleteMountTarget(DeleteMountTargetRequest request) {
        return gateway.write("DeleteMountTarget", request, () -> {
            efs.targets().delete(request.mountTargetId());
            return DeleteMountTargetResponse.builder().build();
        });
    }

    @Override
    public DescribeMountTargetSecurityGroupsResponse describeMountTargetSecurityGroups(
            DescribeMountTargetSecurityGroupsRequest request) {
        return gateway.read("DescribeMountTargetSecurityGroups", request, () -> {
            MountTarget target = efs.targets().get(request.mountTargetId());
            return DescribeMountTargetSecurityGroupsResponse.builder()
                    .securityGroups(target.securityGroups)
                    .build();
        });
    }

    @Override
    public ModifyMountTargetSecurityGroupsResponse modifyMountTargetSecurityGroups(
            ModifyMountTargetSecurityGroupsRequest request) {
        return gateway.write("ModifyMountTargetSecurityGroups", request, () -> {
            efs.targets().setGroups(request.mountTargetId(), request.securityGroups());
            return ModifyMountTargetSecurityGroupsResponse.builder().build();
        });
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        return gateway.write("TagResource", request, () -> {
            efs.fileSystems().retag(request.resourceId(), tags -> {
                tags.putAll(FileSystems.map(request.tags()));
                return tags;
            });
            return TagResourceResponse.builder().build();
        });
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        return gateway.write("UntagResource", request, () -> {
            efs.fileSystems().retag(request.resourceId(), tags -> {
                tags.keySet().removeAll(request.tagKeys());
                return tags;
            });
            return UntagResourceResponse.builder().build();
        });
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Holds nothing to release; the account outlives its clients.
    }

    private FileSystemDescription described(FileSystem one) {
        return FileSystemDescription.builder()
                .fileSystemId(one.id)
                .fileSystemArn(efs.arn(one))
                .ownerId(efs.ownerId())
                .creationToken(one.creationToken)
                .creationTime(one.createdAt)
                .lifeCycleState(one.state)
                .name(one.tags.get("Name"))
                .numberOfMountTargets(efs.targets().of(one).size())
                .performanceMode(PerformanceMode.GENERAL_PURPOSE)
                .throughputMode(ThroughputMode.BURSTING)
                .encrypted(one.encrypted)
                .availabilityZoneName(one.availabilityZone)
                .tags(list(one.tags))
                .build();
    }

    private static MountTargetDescription described(MountTarget one) {
        return MountTargetDescription.builder()
                .mountTargetId(one.id)
                .fileSystemId(one.fileSystem.id)
                .subnetId(one.subnet.subnetId())
                .lifeCycleState(one.state)
                .availabilityZoneName(one.subnet.availabilityZone())
                .vpcId(one.subnet.vpcId())
                .ownerId(one.subnet.ownerId())
                .build();
    }

    private static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
