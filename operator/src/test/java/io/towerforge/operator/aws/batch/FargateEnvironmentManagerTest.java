package io.towerforge.operator.aws.batch;

import io.towerforge.operator.aws.ExampleStack;
import io.towerforge.operator.aws.Meddling;
import io.towerforge.operator.aws.ResourceManagerContract;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.ComputeEnvironment.Network;
import io.towerforge.operator.model.ComputeEnvironment.Scaling;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.CEState;

/** Environments without instances: Batch takes, and changes, much less of them. */
class FargateEnvironmentManagerTest extends ResourceManagerContract<ComputeEnvironment> {
    private String otherGroup;

    @Override
    protected ComputeEnvironment prepare() {
        otherGroup = world.network().addSecurityGroup("nfs");
        ComputeEnvironment onInstances = new Ground(world).environment("head-fargate-12345678");
        return onInstances
                .withScaling(new Scaling(0, 64))
                .withFargate(onInstances.instances().network())
                .withInstances(null);
    }

    @Override
    protected List<ComputeEnvironment> edits() {
        Set<String> oneSubnet = Set.of(desired.fargate().subnetIds().iterator().next());
        return List.of(
                desired.withScaling(new Scaling(0, 128)),
                desired.withFargate(new Network(oneSubnet, Set.of(otherGroup))),
                desired.withTags(ExampleStack.otherTags("head-fargate-environment")),
                desired.withEnabled(false),
                desired,
                desired.draining());
    }

    @Override
    protected List<Meddling> meddlings() {
        BatchClient batch = world.somebody().batch();
        String name = desired.name();
        return List.of(
                new Meddling(
                        "it is disabled",
                        () -> batch.updateComputeEnvironment(
                                request -> request.computeEnvironment(name).state(CEState.DISABLED))),
                new Meddling(
                        "maxvCpus is raised",
                        () -> batch.updateComputeEnvironment(request -> request.computeEnvironment(name)
                                .computeResources(resources -> resources.maxvCpus(999)))),
                new Meddling(
                        "the security groups are changed",
                        () -> batch.updateComputeEnvironment(request -> request.computeEnvironment(name)
                                .computeResources(resources -> resources.securityGroupIds(otherGroup)))),
                new Meddling("a label is taken off", () -> untag("team")));
    }

    @Override
    protected void plant(Map<String, String> tags) {
        world.somebody()
                .batch()
                .createComputeEnvironment(ComputeEnvironmentRequests.create(desired).toBuilder()
                        .tags(tags)
                        .build());
    }

    @Override
    protected void untag(String key) {
        world.somebody()
                .batch()
                .untagResource(
                        request -> request.resourceArn(ours().get(0).id()).tagKeys(key));
    }
}
