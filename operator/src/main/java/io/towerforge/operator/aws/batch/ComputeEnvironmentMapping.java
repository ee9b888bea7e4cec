package io.towerforge.operator.aws.batch;

import static io.towerforge.operator.aws.batch.BatchStatus.orEmpty;

import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.ComputeEnvironment.Activity;
import io.towerforge.operator.model.ComputeEnvironment.Instances;
import io.towerforge.operator.model.ComputeEnvironment.LaunchTemplateVersion;
import io.towerforge.operator.model.ComputeEnvironment.Network;
import io.towerforge.operator.model.ComputeEnvironment.Purchase;
import io.towerforge.operator.model.ComputeEnvironment.Scaling;
import io.towerforge.operator.model.MachineImage;
import io.towerforge.operator.model.Tags;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.batch.model.CEState;
import software.amazon.awssdk.services.batch.model.CEStatus;
import software.amazon.awssdk.services.batch.model.ComputeEnvironmentDetail;
import software.amazon.awssdk.services.batch.model.ComputeResource;
import software.amazon.awssdk.services.batch.model.CreateComputeEnvironmentRequest;
import software.amazon.awssdk.services.batch.model.Ec2Configuration;
import software.amazon.awssdk.services.batch.model.LaunchTemplateSpecification;

/** A compute environment as Batch describes it, as a record; what Batch leaves out reads as the default it stands for. */
final class ComputeEnvironmentMapping {
    private ComputeEnvironmentMapping() {}

    static ComputeEnvironment read(ComputeEnvironmentDetail detail, boolean running) {
        ComputeResource resources = resources(detail);
        return new ComputeEnvironment(
                detail.computeEnvironmentName(),
                detail.state() == CEState.ENABLED,
                new Scaling(minCpus(detail), orZero(resources.maxvCpus())),
                isFargate(detail) ? null : instances(resources),
                isFargate(detail) ? network(resources) : null,
                serviceRole(detail),
                Tags.read(detail.tags()),
                null,
                new Activity(desiredCpus(detail), running));
    }

    static int minCpus(ComputeEnvironmentDetail detail) {
        return orZero(resources(detail).minvCpus());
    }

    static int desiredCpus(ComputeEnvironmentDetail detail) {
        return orZero(resources(detail).desiredvCpus());
    }

    /** What Batch will show of an environment it has just begun to create. */
    static ComputeEnvironmentDetail asCreated(CreateComputeEnvironmentRequest request, String arn) {
        return ComputeEnvironmentDetail.builder()
                .computeEnvironmentName(request.computeEnvironmentName())
                .computeEnvironmentArn(arn)
                .type(request.type())
                .state(request.state())
                .status(CEStatus.CREATING)
                .serviceRole(request.serviceRole())
                .computeResources(request.computeResources())
                .tags(request.tags())
                .build();
    }

    /** Batch shows the ARN of its service-linked role where none was given (AWS Batch API reference, ComputeEnvironmentDetail). */
    private static String serviceRole(ComputeEnvironmentDetail detail) {
        String role = orEmpty(detail.serviceRole());
        return role.contains(":role/aws-service-role/") ? "" : role;
    }

    static boolean isFargate(ComputeEnvironmentDetail detail) {
        return "FARGATE".equalsIgnoreCase(resources(detail).typeAsString());
    }

    private static Network network(ComputeResource resources) {
        return new Network(Set.copyOf(resources.subnets()), Set.copyOf(resources.securityGroupIds()));
    }

    private static Instances instances(ComputeResource resources) {
        return new Instances(
                purchase(resources),
                Set.copyOf(resources.instanceTypes()),
                image(resources),
                network(resources),
                orEmpty(resources.instanceRole()),
                launchTemplate(resources.launchTemplate()),
                orEmpty(resources.ec2KeyPair()),
                Tags.read(resources.tags()));
    }

    private static Purchase purchase(ComputeResource resources) {
        boolean spot = "SPOT".equalsIgnoreCase(resources.typeAsString());
        String strategy = resources.allocationStrategyAsString();
        return new Purchase(
                spot,
                strategy == null ? "BEST_FIT" : strategy,
                spot ? resources.bidPercentage() : null,
                orEmpty(resources.spotIamFleetRole()));
    }

    /**
     * There may be one for each of two image types (AWS Batch API reference, Ec2Configuration). We ask for one; a second one shows in
     * the type.
     */
    private static MachineImage image(ComputeResource resources) {
        List<Ec2Configuration> images = resources.ec2Configuration().stream()
                .filter(configuration -> configuration.imageIdOverride() != null)
                .toList();
        return images.isEmpty()
                ? new MachineImage(orEmpty(resources.imageId()), "")
                : new MachineImage(
                        images.get(0).imageIdOverride(),
                        images.stream().map(image -> orEmpty(image.imageType())).collect(Collectors.joining(" and ")));
    }

    private static LaunchTemplateVersion launchTemplate(LaunchTemplateSpecification template) {
        return template == null
                ? new LaunchTemplateVersion(null, "", "")
                : new LaunchTemplateVersion(null, orEmpty(template.launchTemplateId()), orEmpty(template.version()));
    }

    private static ComputeResource resources(ComputeEnvironmentDetail detail) {
        return detail.computeResources() == null ? ComputeResource.builder().build() : detail.computeResources();
    }

    private static int orZero(Integer number) {
        return number == null ? 0 : number;
    }
}
