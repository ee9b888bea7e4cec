package io.towerforge.simulator.efs;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.LiveObject;
import io.towerforge.simulator.core.Service;
import io.towerforge.simulator.core.SimulatedService;
import io.towerforge.simulator.core.Simulation;
import io.towerforge.simulator.ec2.Network;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.LifeCycleState;

/** Amazon EFS of a Region. */
public final class Efs implements SimulatedService {
    private final Simulation simulation;
    private final FileSystems fileSystems;
    private final MountTargets targets;

    public Efs(Simulation simulation, Network network) {
        this.simulation = simulation;
        this.fileSystems = new FileSystems(simulation, network);
        this.targets = new MountTargets(simulation, network);
    }

    @Override
    public Service service() {
        return Service.EFS;
    }

    @Override
    public Class<EfsClient> clientType() {
        return EfsClient.class;
    }

    @Override
    public EfsClient client(Gateway gateway) {
        return new SimulatedEfsClient(gateway, this);
    }

    /** The file systems, and the mount targets: those have no tags of their own and show those of their file system. */
    @Override
    public List<LiveObject> objects() {
        List<LiveObject> objects = new ArrayList<>();
        fileSystems
                .all()
                .forEach(one -> objects.add(new LiveObject(
                        "AWS::EFS::FileSystem",
                        one.creationToken,
                        one.id,
                        one.state.toString(),
                        Collections.unmodifiableMap(one.tags),
                        FileSystems.attributes(one))));
        targets.all()
                .forEach(one -> objects.add(new LiveObject(
                        "AWS::EFS::MountTarget",
                        one.name(),
                        one.id,
                        one.state.toString(),
                        Collections.unmodifiableMap(one.fileSystem.tags),
                        MountTargets.attributes(one))));
        return objects;
    }

    FileSystems fileSystems() {
        return fileSystems;
    }

    MountTargets targets() {
        return targets;
    }

    String ownerId() {
        return simulation.account().id();
    }

    String arn(FileSystem fileSystem) {
        return simulation.account().arn("elasticfilesystem", "file-system/" + fileSystem.id);
    }

    void delete(String id) {
        FileSystem fileSystem = fileSystems.get(id);
        if (!targets.of(fileSystem).isEmpty()) {
            throw EfsErrors.inUse(fileSystem);
        }
        fileSystems.delete(fileSystem);
    }

    /** Makes a file system fail, as AWS says of one it could not make. */
    public void fail(String id) {
        simulation.look(() -> fileSystems.get(id).state = LifeCycleState.ERROR);
    }
}
