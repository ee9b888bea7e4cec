package io.towerforge.operator.aws.efs;

import io.towerforge.operator.aws.ExampleStack;
import io.towerforge.operator.aws.Meddling;
import io.towerforge.operator.aws.ResourceManagerContract;
import io.towerforge.operator.model.EfsMountTarget;
import io.towerforge.operator.model.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.efs.EfsClient;

class EfsMountTargetManagerTest extends ResourceManagerContract<EfsMountTarget> {
    private String fileSystemId;
    private String otherGroup;

    @Override
    protected EfsMountTarget prepare() {
        otherGroup = world.network().addSecurityGroup("nfs");
        Map<String, String> tags = ExampleStack.efsFileSystem().tags().all();
        fileSystemId = world.somebody()
                .efs()
                .createFileSystem(request -> request.creationToken(
                                ExampleStack.efsFileSystem().name())
                        .encrypted(true)
                        .tags(EfsTags.write(tags)))
                .fileSystemId();
        world.clock().advance(Duration.ofMinutes(1));
        return ExampleStack.efsMountTarget(fileSystemId, world.network());
    }

    @Override
    protected List<EfsMountTarget> edits() {
        return List.of(with(Set.of(otherGroup)));
    }

    @Override
    protected List<Meddling> meddlings() {
        EfsClient efs = world.somebody().efs();
        return List.of(new Meddling("it is given other security groups", () -> {
            String group = world.network().addSecurityGroup("by-hand");
            efs.modifyMountTargetSecurityGroups(
                    request -> request.mountTargetId(id()).securityGroups(group));
        }));
    }

    /** Somebody makes a target; whose it is, the tags of its file system say. */
    @Override
    protected void plant(Map<String, String> tags) {
        EfsClient efs = world.somebody().efs();
        efs.untagResource(request ->
                request.resourceId(fileSystemId).tagKeys(desired.tags().all().keySet()));
        efs.tagResource(request -> request.resourceId(fileSystemId).tags(EfsTags.write(tags)));
        efs.createMountTarget(request -> request.fileSystemId(fileSystemId)
                .subnetId(desired.subnetId())
                .securityGroups(desired.securityGroupIds()));
    }

    @Override
    protected void untag(String key) {
        world.somebody()
                .efs()
                .untagResource(request -> request.resourceId(fileSystemId).tagKeys(key));
    }

    private EfsMountTarget with(Set<String> groups) {
        Tags tags = desired.tags();
        return new EfsMountTarget(
                desired.name(),
                desired.fileSystem(),
                desired.availabilityZone(),
                desired.subnetId(),
                desired.vpcId(),
                groups,
                tags,
                null);
    }

    private String id() {
        return ours().get(0).id();
    }
}
