package io.towerforge.operator.aws.batch;

import io.towerforge.operator.aws.ExampleStack;
import io.towerforge.operator.aws.Meddling;
import io.towerforge.operator.aws.ResourceManagerContract;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.ComputeEnvironment.Instances;
import io.towerforge.operator.model.ComputeEnvironment.LaunchTemplateVersion;
import io.towerforge.operator.model.ComputeEnvironment.Network;
import io.towerforge.operator.model.ComputeEnvironment.Purchase;
import io.towerforge.operator.model.ComputeEnvironment.Scaling;
import io.towerforge.operator.model.MachineImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.CEState;
import software.amazon.awssdk.services.batch.model.CRUpdateAllocationStrategy;
import software.amazon.awssdk.services.batch.model.ComputeResourceUpdate;

class ComputeEnvironmentManagerTest extends ResourceManagerContract<ComputeEnvironment> {
    private Ground ground;
    private String otherTemplate;
    private String otherProfile;
    private String otherImage;
    private String otherGroup;

    @Override
    protected ComputeEnvironment prepare() {
        ground = new Ground(world);
        otherTemplate = ground.template("another");
        otherProfile = ground.profile("another");
        otherImage = world.network().addImage("own");
        otherGroup = world.network().addSecurityGroup("nfs");
        world.network().addKeyPair("debugging");
        return ground.environment("work-12345678");
    }

    @Override
    protected List<ComputeEnvironment> edits() {
        Instances is = desired.instances();
        List<ComputeEnvironment> edits = new ArrayList<>();
        edits.add(desired.withScaling(new Scaling(4, 512)));
        edits.add(desired.withScaling(new Scaling(0, 128)));
        for (Purchase purchase : List.of(
                new Purchase(true, "SPOT_CAPACITY_OPTIMIZED", 60, null),
                new Purchase(true, "SPOT_CAPACITY_OPTIMIZED", 100, null),
                new Purchase(false, "BEST_FIT_PROGRESSIVE", 100, null),
                new Purchase(true, "SPOT_PRICE_CAPACITY_OPTIMIZED", 100, null),
                new Purchase(true, "SPOT_PRICE_CAPACITY_OPTIMIZED", 60, null))) {
            edits.add(desired.withInstances(is.withPurchase(purchase)));
        }
        edits.add(desired.withInstances(is.withInstanceTypes(Set.of("r5"))));
        edits.add(desired.withInstances(is.withImage(new MachineImage(otherImage, MachineImage.AMAZON_LINUX_2023))));
        edits.add(desired.withInstances(is.withImage(new MachineImage(otherImage, MachineImage.AMAZON_LINUX_2))));
        Network narrow = new Network(Set.of(is.network().subnetIds().iterator().next()), Set.of(otherGroup));
        edits.add(desired.withInstances(is.withNetwork(narrow)));
        edits.add(desired.withInstances(is.withInstanceProfile(otherProfile)
                .withLaunchTemplate(new LaunchTemplateVersion("another", otherTemplate, Ground.version()))
                .withKeyPair("debugging")
                .withTags(ExampleStack.otherTags("instance"))));
        edits.add(desired.withEnabled(true));
        edits.add(new ComputeEnvironment(
                desired.name(),
                true,
                desired.scaling(),
                is,
                ExampleStack.otherTags("other"),
                desired.onUpdate(),
                null));
        edits.add(new ComputeEnvironment(
                desired.name(), false, desired.scaling(), is, desired.tags(), desired.onUpdate(), null));
        edits.add(desired);
        edits.add(desired.draining());
        return edits;
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
                resources("maxvCpus is raised", update -> update.maxvCpus(9_999)),
                resources("minvCpus is raised", update -> update.minvCpus(16)),
                resources("the instance types are changed", update -> update.instanceTypes("r5")),
                resources(
                        "the subnets are changed",
                        update -> update.subnets(desired.instances()
                                .network()
                                .subnetIds()
                                .iterator()
                                .next())),
                resources("the security groups are changed", update -> update.securityGroupIds(otherGroup)),
                resources(
                        "the image is changed",
                        update -> update.ec2Configuration(
                                image -> image.imageType("ECS_AL2023").imageIdOverride(otherImage))),
                resources(
                        "a second image is given, for instances with GPUs",
                        update -> update.ec2Configuration(
                                image -> image.imageType("ECS_AL2023")
                                        .imageIdOverride(
                                                desired.instances().image().id()),
                                image -> image.imageType("ECS_AL2023_NVIDIA").imageIdOverride(otherImage))),
                resources("a key pair is set", update -> update.ec2KeyPair("debugging")),
                resources(
                        "the launch template is changed",
                        update -> update.launchTemplate(template ->
                                template.launchTemplateId(otherTemplate).version("1"))),
                resources(
                        "the version of the launch template is left open",
                        update -> update.launchTemplate(template -> template.launchTemplateId(
                                        desired.instances().launchTemplate().templateId())
                                .version("$Latest"))),
                resources("the instance profile is changed", update -> update.instanceRole(otherProfile)),
                resources(
                        "the allocation strategy is changed",
                        update -> update.allocationStrategy(CRUpdateAllocationStrategy.SPOT_CAPACITY_OPTIMIZED)),
                resources("the price is changed", update -> update.bidPercentage(90)),
                resources(
                        "On-Demand is bought", update -> update.type("EC2").allocationStrategy("BEST_FIT_PROGRESSIVE")),
                resources("the instances' tags are changed", update -> update.tags(Map.of("team", "others"))),
                new Meddling("a label is taken off", () -> untag("team")),
                new Meddling(
                        "a label is changed",
                        () -> batch.tagResource(
                                request -> request.resourceArn(arn()).tags(Map.of("team", "others")))));
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
                .untagResource(request -> request.resourceArn(arn()).tagKeys(key));
    }

    private Meddling resources(String what, Consumer<ComputeResourceUpdate.Builder> update) {
        return new Meddling(
                what,
                () -> world.somebody()
                        .batch()
                        .updateComputeEnvironment(request ->
                                request.computeEnvironment(desired.name()).computeResources(update)));
    }

    private String arn() {
        return ours().get(0).id();
    }
}
