package io.towerforge.operator.aws.fsx;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.LustreFileSystems;
import io.towerforge.operator.aws.RegionalService;
import io.towerforge.operator.model.StorageFacts.LustreAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.fsx.FSxClient;
import software.amazon.awssdk.services.fsx.model.FileSystem;

/** Looks file systems up by their ids, a call each. */
public final class LustreCatalog implements LustreFileSystems {
    private final FSxClient fsx;
    private final RegionalService service;
    private final Map<String, LustreAddress> addresses = new ConcurrentHashMap<>();

    public LustreCatalog(FSxClient fsx, RegionalService service) {
        this.fsx = fsx;
        this.service = service;
    }

    @Override
    public boolean areOffered() {
        return service.call(() -> Aws.call(
                        "ask whether FSx is there", () -> fsx.describeFileSystems(request -> request.maxResults(1))))
                .isPresent();
    }

    @Override
    public Optional<Found> find(String fileSystemId) {
        return service.call(() -> Aws.callUnlessAbsent(
                        "look up the FSx file system " + fileSystemId,
                        () -> fsx.describeFileSystems(request -> request.fileSystemIds(fileSystemId))))
                .flatMap(found -> found)
                .flatMap(answer -> answer.fileSystems().stream().findFirst())
                .filter(one -> one.lustreConfiguration() != null)
                .map(LustreCatalog::found);
    }

    @Override
    public Optional<LustreAddress> address(String fileSystemId) {
        LustreAddress known = addresses.get(fileSystemId);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<LustreAddress> read = find(fileSystemId).map(Found::address);
        read.ifPresent(address -> addresses.put(fileSystemId, address));
        return read;
    }

    private static Found found(FileSystem one) {
        return new Found(
                LustreFileSystemManager.isUsable(one),
                one.lifecycleAsString(),
                one.vpcId(),
                Set.copyOf(one.networkInterfaceIds()),
                new LustreAddress(one.dnsName(), one.lustreConfiguration().mountName()));
    }
}
