package io.towerforge.simulator.fsx;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.Page;
import java.util.List;
import software.amazon.awssdk.services.fsx.FSxClient;
import software.amazon.awssdk.services.fsx.model.CreateFileSystemRequest;
import software.amazon.awssdk.services.fsx.model.CreateFileSystemResponse;
import software.amazon.awssdk.services.fsx.model.DeleteFileSystemRequest;
import software.amazon.awssdk.services.fsx.model.DeleteFileSystemResponse;
import software.amazon.awssdk.services.fsx.model.DescribeFileSystemsRequest;
import software.amazon.awssdk.services.fsx.model.DescribeFileSystemsResponse;
import software.amazon.awssdk.services.fsx.model.FileSystem;
import software.amazon.awssdk.services.fsx.model.FileSystemType;
import software.amazon.awssdk.services.fsx.model.StorageType;
import software.amazon.awssdk.services.fsx.model.Tag;
import software.amazon.awssdk.services.fsx.model.TagResourceRequest;
import software.amazon.awssdk.services.fsx.model.TagResourceResponse;
import software.amazon.awssdk.services.fsx.model.UntagResourceRequest;
import software.amazon.awssdk.services.fsx.model.UntagResourceResponse;
import software.amazon.awssdk.services.fsx.model.UpdateFileSystemRequest;
import software.amazon.awssdk.services.fsx.model.UpdateFileSystemResponse;

/** FSx's operations for one actor: what is asked, put to {@link Fsx}. */
final class SimulatedFsxClient implements FSxClient {
    private static final int PAGE = 100;

    private final Gateway gateway;
    private final Fsx fsx;

    SimulatedFsxClient(Gateway gateway, Fsx fsx) {
        this.gateway = gateway;
        this.fsx = fsx;
    }

    @Override
    public CreateFileSystemResponse createFileSystem(CreateFileSystemRequest request) {
        return gateway.write(
                "CreateFileSystem",
                request,
                () -> CreateFileSystemResponse.builder()
                        .fileSystem(described(fsx.create(request)))
                        .build());
    }

    @Override
    public UpdateFileSystemResponse updateFileSystem(UpdateFileSystemRequest request) {
        return gateway.write(
                "UpdateFileSystem",
                request,
                () -> UpdateFileSystemResponse.builder()
                        .fileSystem(described(fsx.grow(request.fileSystemId(), request.storageCapacity())))
                        .build());
    }

    @Override
    public DeleteFileSystemResponse deleteFileSystem(DeleteFileSystemRequest request) {
        return gateway.write("DeleteFileSystem", request, () -> {
            LustreState one = fsx.delete(request.fileSystemId());
            return DeleteFileSystemResponse.builder()
                    .fileSystemId(one.id())
                    .lifecycle(one.lifecycle())
                    .build();
        });
    }

    @Override
    public DescribeFileSystemsResponse describeFileSystems(DescribeFileSystemsRequest request) {
        return gateway.read("DescribeFileSystems", request, () -> {
            List<LustreState> found = request.fileSystemIds().isEmpty()
                    ? fsx.seen()
                    : request.fileSystemIds().stream().map(fsx::seen).toList();
            Page<LustreState> page =
                    Page.of(found, LustreState::id, request.nextToken(), gateway.pageSize(request.maxResults(), PAGE));
            return DescribeFileSystemsResponse.builder()
                    .fileSystems(page.items().stream().map(this::described).toList())
                    .nextToken(page.nextToken())
                    .build();
        });
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        return gateway.write("TagResource", request, () -> {
            fsx.retag(request.resourceARN(), tags -> {
                tags.putAll(Fsx.map(request.tags()));
                return tags;
            });
            return TagResourceResponse.builder().build();
        });
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        return gateway.write("UntagResource", request, () -> {
            fsx.retag(request.resourceARN(), tags -> {
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

    /** Without the security groups, which FSx does not tell (FSx API reference, FileSystem). */
    private FileSystem described(LustreState one) {
        return FileSystem.builder()
                .fileSystemId(one.id())
                .resourceARN(fsx.arn(one))
                .ownerId(fsx.ownerId())
                .creationTime(one.createdAt())
                .fileSystemType(FileSystemType.LUSTRE)
                .fileSystemTypeVersion(one.request().fileSystemTypeVersion())
                .lifecycle(one.lifecycle())
                .failureDetails(details -> details.message(one.failure()))
                .storageCapacity(one.capacity())
                .storageType(StorageType.SSD)
                .vpcId(one.vpcId())
                .subnetIds(one.request().subnetIds())
                .networkInterfaceIds(one.networkInterface())
                .dnsName(fsx.dnsName(one))
                .lustreConfiguration(lustre -> lustre.deploymentType(
                                one.request().lustreConfiguration().deploymentType())
                        .mountName(one.mountName()))
                .tags(one.tags().entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }
}
