package io.towerforge.operator.aws.batch;

import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.ComputeEnvironment.Instances;
import io.towerforge.operator.model.ComputeEnvironment.LaunchTemplateVersion;
import io.towerforge.operator.model.ComputeEnvironment.Purchase;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.MachineImage;
import io.towerforge.operator.model.RunningJobs;
import io.towerforge.operator.model.Tags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.batch.model.CEState;
import software.amazon.awssdk.services.batch.model.CEType;
import software.amazon.awssdk.services.batch.model.CRType;
import software.amazon.awssdk.services.batch.model.ComputeEnvironmentDetail;
import software.amazon.awssdk.services.batch.model.ComputeResource;
import software.amazon.awssdk.services.batch.model.ComputeResourceUpdate;
import software.amazon.awssdk.services.batch.model.CreateComputeEnvironmentRequest;
import software.amazon.awssdk.services.batch.model.Ec2Configuration;
import software.amazon.awssdk.services.batch.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.batch.model.UpdateComputeEnvironmentRequest;
import software.amazon.awssdk.services.batch.model.UpdatePolicy;

/**
 * What is sent to Batch about a compute environment. A list that is set at all, even an empty one, replaces what Batch has, so
 * an update sets exactly what differs; {@code desiredvCpus} is Batch's own and never sent.
 */
final class ComputeEnvironmentRequests {
    /** The longest Batch lets jobs go on when it replaces instances (AWS Batch API reference, UpdatePolicy). */
    static final long LONGEST_JOB_MINUTES = 7_200;

    private static final int FULL_PRICE = 100;

    private ComputeEnvironmentRequests() {}

    /** Always ENABLED: Batch creates no disabled environment (AWS Batch API reference, CreateComputeEnvironment). */
    static CreateComputeEnvironmentRequest create(ComputeEnvironment desired) {
        return CreateComputeEnvironmentRequest.builder()
                .serviceRole(desired.serviceRole().isEmpty() ? null : desired.serviceRole())
                .computeEnvironmentName(desired.name())
                .type(CEType.MANAGED)
                .state(CEState.ENABLED)
                .computeResources(resources(desired))
                .tags(desired.tags().all())
                .build();
    }

    /**
     * One request for everything that differs, tags of the environment itself excepted; empty when only those do. Without any
     * difference the state is sent as it is, which makes Batch look at the environment again.
     *
     * @param actual what Batch has
     */
    static Optional<UpdateComputeEnvironmentRequest> update(
            ComputeEnvironment desired, ComputeEnvironmentDetail actual, List<FieldDiff> diff) {
        boolean enabled = FieldDiff.touches(diff, "enabled");
        boolean scaling = FieldDiff.touches(diff, "scaling");
        boolean instances = FieldDiff.touches(diff, "instances") || FieldDiff.touches(diff, "fargate");
        if (!diff.isEmpty() && !enabled && !scaling && !instances) {
            return Optional.empty();
        }
        UpdateComputeEnvironmentRequest.Builder request =
                UpdateComputeEnvironmentRequest.builder().computeEnvironment(desired.name());
        if (enabled) {
            request.state(desired.enabled() ? CEState.ENABLED : CEState.DISABLED);
        } else if (diff.isEmpty()) {
            request.state(actual.state());
        }
        if (scaling || instances) {
            request.computeResources(changes(desired, actual.computeResources(), diff));
        }
        if (FieldDiff.replacesInstances(diff)) {
            request.updatePolicy(updatePolicy(desired.onUpdate()));
        }
        return Optional.of(request.build());
    }

    /** Fargate takes a maximum and a network and nothing else (AWS Batch API reference, ComputeResource). */
    private static ComputeResource fargate(ComputeEnvironment desired) {
        return ComputeResource.builder()
                .type(CRType.FARGATE)
                .maxvCpus(desired.scaling().maxCpus())
                .subnets(desired.fargate().subnetIds())
                .securityGroupIds(desired.fargate().securityGroupIds())
                .build();
    }

    private static ComputeResourceUpdate fargateChanges(ComputeEnvironment desired, List<FieldDiff> diff) {
        ComputeResourceUpdate.Builder update = ComputeResourceUpdate.builder();
        onChange(
                diff, "scaling.maxCpus", () -> update.maxvCpus(desired.scaling().maxCpus()));
        onChange(
                diff,
                "fargate.subnetIds",
                () -> update.subnets(desired.fargate().subnetIds()));
        onChange(
                diff,
                "fargate.securityGroupIds",
                () -> update.securityGroupIds(desired.fargate().securityGroupIds()));
        return update.build();
    }

    private static ComputeResource resources(ComputeEnvironment desired) {
        if (desired.isFargate()) {
            return fargate(desired);
        }
        Instances instances = desired.instances();
        Purchase purchase = instances.purchase();
        ComputeResource.Builder resources = ComputeResource.builder()
                .type(type(purchase))
                .allocationStrategy(purchase.allocationStrategy())
                .minvCpus(desired.scaling().minCpus())
                .maxvCpus(desired.scaling().maxCpus())
                .instanceTypes(instances.instanceTypes())
                .ec2Configuration(image(instances.image()))
                .subnets(instances.network().subnetIds())
                .securityGroupIds(instances.network().securityGroupIds())
                .instanceRole(instances.instanceProfile())
                .launchTemplate(template(instances.launchTemplate()));
        if (purchase.spot() && purchase.costPercentage() != FULL_PRICE) {
            resources.bidPercentage(purchase.costPercentage());
        }
        if (!purchase.spotFleetRole().isEmpty()) {
            resources.spotIamFleetRole(purchase.spotFleetRole());
        }
        if (!instances.keyPair().isEmpty()) {
            resources.ec2KeyPair(instances.keyPair());
        }
        if (!instances.tags().all().isEmpty()) {
            resources.tags(instances.tags().all());
        }
        return resources.build();
    }

    private static ComputeResourceUpdate changes(
            ComputeEnvironment desired, ComputeResource actual, List<FieldDiff> diff) {
        if (desired.isFargate()) {
            return fargateChanges(desired, diff);
        }
        Instances instances = desired.instances();
        Purchase purchase = instances.purchase();
        ComputeResourceUpdate.Builder update = ComputeResourceUpdate.builder();
        onChange(
                diff, "scaling.minCpus", () -> update.minvCpus(desired.scaling().minCpus()));
        onChange(
                diff, "scaling.maxCpus", () -> update.maxvCpus(desired.scaling().maxCpus()));
        onChange(diff, "instances.purchase.spot", () -> update.type(type(purchase)));
        onChange(
                diff,
                "instances.purchase.allocationStrategy",
                () -> update.allocationStrategy(purchase.allocationStrategy()));
        if (purchase.spot()
                && (FieldDiff.touches(diff, "instances.purchase.costPercentage")
                        || (FieldDiff.touches(diff, "instances.purchase.spot") && actual.bidPercentage() != null))) {
            update.bidPercentage(purchase.costPercentage());
        }
        onChange(diff, "instances.instanceTypes", () -> update.instanceTypes(instances.instanceTypes()));
        onChange(diff, "instances.image", () -> update.ec2Configuration(image(instances.image())));
        onChange(
                diff,
                "instances.network.subnetIds",
                () -> update.subnets(instances.network().subnetIds()));
        onChange(
                diff,
                "instances.network.securityGroupIds",
                () -> update.securityGroupIds(instances.network().securityGroupIds()));
        onChange(diff, "instances.instanceProfile", () -> update.instanceRole(instances.instanceProfile()));
        onChange(diff, "instances.launchTemplate", () -> update.launchTemplate(template(instances.launchTemplate())));
        onChange(diff, "instances.keyPair", () -> update.ec2KeyPair(instances.keyPair()));
        onChange(diff, "instances.tags", () -> update.tags(instanceTags(instances.tags(), actual.tags())));
        return update.build();
    }

    private static void onChange(List<FieldDiff> diff, String field, Runnable set) {
        if (FieldDiff.touches(diff, field)) {
            set.run();
        }
    }

    /** The whole map is replaced, so tags of others go along. */
    private static Map<String, String> instanceTags(Tags desired, Map<String, String> actual) {
        Map<String, String> all = new TreeMap<>(actual);
        desired.surplusOn(Tags.read(actual)).forEach(all::remove);
        all.putAll(desired.all());
        return all;
    }

    private static UpdatePolicy updatePolicy(RunningJobs onUpdate) {
        return onUpdate == RunningJobs.TERMINATE
                ? UpdatePolicy.builder().terminateJobsOnUpdate(true).build()
                : UpdatePolicy.builder()
                        .terminateJobsOnUpdate(false)
                        .jobExecutionTimeoutMinutes(LONGEST_JOB_MINUTES)
                        .build();
    }

    private static CRType type(Purchase purchase) {
        return purchase.spot() ? CRType.SPOT : CRType.EC2;
    }

    private static Ec2Configuration image(MachineImage image) {
        return Ec2Configuration.builder()
                .imageType(image.type())
                .imageIdOverride(image.id())
                .build();
    }

    private static LaunchTemplateSpecification template(LaunchTemplateVersion template) {
        return LaunchTemplateSpecification.builder()
                .launchTemplateId(template.templateId())
                .version(template.version())
                .build();
    }
}
