package io.towerforge.simulator.batch;

import io.towerforge.simulator.core.Documents;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.batch.model.ComputeResource;
import software.amazon.awssdk.services.batch.model.ComputeResourceUpdate;
import software.amazon.awssdk.services.batch.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.batch.model.UpdateComputeEnvironmentRequest;
import software.amazon.awssdk.services.batch.model.UpdatePolicy;

/**
 * One update of a compute environment, judged against what it is now: what is not allowed, what the resources become, and
 * whether the instances are replaced (AWS Batch user guide, "Updating compute environments"; AWS Batch API reference,
 * UpdateComputeEnvironment).
 */
final class EnvironmentChange {
    private static final Set<String> SCALING = Set.of("minvCpus", "maxvCpus", "desiredvCpus");
    private static final Set<String> FARGATE = Set.of("securityGroupIds", "subnets", "maxvCpus");
    private static final int LONGEST_TIMEOUT_MINUTES = 7200;

    private final ComputeEnvironment environment;
    private final UpdateComputeEnvironmentRequest request;
    private final String serviceLinkedRole;
    private final Set<String> sent;

    EnvironmentChange(
            ComputeEnvironment environment, UpdateComputeEnvironmentRequest request, String serviceLinkedRole) {
        this.environment = environment;
        this.request = request;
        this.serviceLinkedRole = serviceLinkedRole;
        this.sent = request.computeResources() == null
                ? Set.of()
                : new TreeSet<>(Documents.view(request.computeResources()).keySet());
    }

    /** Refuses what can never be updated, or not in this environment. */
    void check() {
        if (request.computeResources() != null && sent.isEmpty()) {
            throw BatchErrors.refused("At least one compute-resources attribute must be specified");
        }
        checkServiceRole();
        checkUpdatePolicy(request.updatePolicy());
        if (environment.isFargate()) {
            checkFargate();
        } else if (environment.resources != null) {
            checkInstances(environment.resources);
        } else if (!sent.isEmpty()) {
            throw BatchErrors.refused("An unmanaged compute environment has no compute resources to update.");
        }
    }

    /** The resources after the update: what was not sent stays, lists and the launch template are replaced as a whole. */
    @Nullable
    ComputeResource merged() {
        ComputeResource current = environment.resources;
        ComputeResourceUpdate update = request.computeResources();
        if (current == null || update == null) {
            return current;
        }
        ComputeResource.Builder merged = Documents.copy(update, current.toBuilder());
        merged.desiredvCpus(null);
        if (update.type() != null) {
            merged.type(EnvironmentAnswers.upperCase(update.typeAsString()));
        }
        if (environment.isFargate()) {
            // An empty list is ignored on Fargate, and removes on EC2 (AWS Batch API reference, ComputeResourceUpdate).
            if (update.hasSubnets() && update.subnets().isEmpty()) {
                merged.subnets(current.subnets());
            }
            if (update.hasSecurityGroupIds() && update.securityGroupIds().isEmpty()) {
                merged.securityGroupIds(current.securityGroupIds());
            }
        }
        if (removes(update.launchTemplate())) {
            merged.launchTemplate((LaunchTemplateSpecification) null);
        }
        if ("".equals(update.imageId())) {
            merged.imageId(null);
        }
        if ("".equals(update.ec2KeyPair())) {
            merged.ec2KeyPair(null);
        }
        if ("".equals(update.placementGroup())) {
            merged.placementGroup(null);
        }
        return EnvironmentAnswers.withImageDefaults(merged.build());
    }

    /** Whether the instances are replaced: when an infrastructure field gets another value, or new images are asked for. */
    boolean isInfrastructure() {
        ComputeResource current = environment.resources;
        ComputeResource merged = merged();
        if (current == null || merged == null || environment.isFargate()) {
            return false;
        }
        if (Boolean.TRUE.equals(
                request.computeResources() == null
                        ? null
                        : request.computeResources().updateToLatestImageVersion())) {
            return true;
        }
        Map<String, Object> before = Documents.view(current);
        Map<String, Object> after = Documents.view(merged);
        boolean ordered = String.valueOf(merged.allocationStrategyAsString()).matches(".*_(ORDERED|PRIORITIZED)");
        return sent.stream()
                .filter(field -> !SCALING.contains(field))
                .anyMatch(field ->
                        !isSame(before.get(field), after.get(field), ordered && field.equals("instanceTypes")));
    }

    private static boolean isSame(@Nullable Object before, @Nullable Object after, boolean ordered) {
        if (!ordered && before instanceof List<?> one && after instanceof List<?> other) {
            return new HashSet<>(one).equals(new HashSet<>(other));
        }
        return before == null ? after == null : before.equals(after);
    }

    private void checkServiceRole() {
        String role = request.serviceRole();
        if (role == null || role.equals(environment.serviceRole)) {
            return;
        }
        if (role.equals(serviceLinkedRole) || environment.serviceRole.equals(serviceLinkedRole)) {
            throw BatchErrors.refused("A compute environment cannot change between the Batch service-linked role and "
                    + "another service role.");
        }
    }

    private static void checkUpdatePolicy(@Nullable UpdatePolicy policy) {
        Long minutes = policy == null ? null : policy.jobExecutionTimeoutMinutes();
        if (minutes != null && (minutes < 1 || minutes > LONGEST_TIMEOUT_MINUTES)) {
            throw BatchErrors.refused(
                    "jobExecutionTimeoutMinutes must be between 1 and " + LONGEST_TIMEOUT_MINUTES + ".");
        }
    }

    private void checkFargate() {
        if (!FARGATE.containsAll(sent) || request.updatePolicy() != null) {
            throw BatchErrors.refused(
                    "The following parameters can't be updated for Fargate compute environment: allocationStrategy, "
                            + "bidPercentage, ec2Configuration, ec2KeyPair, imageId, instanceRole, instanceTypes, "
                            + "launchTemplate, placementGroup, tags, type, updatePolicy, updateToLatestImageVersion.");
        }
        checkMerged();
    }

    private void checkInstances(ComputeResource current) {
        Set<String> infrastructure = new TreeSet<>(sent);
        infrastructure.removeAll(SCALING);
        if (!infrastructure.isEmpty() && !environment.serviceRole.equals(serviceLinkedRole)) {
            throw BatchErrors.refused("Following fields " + String.join(", ", infrastructure)
                    + " can be updated only for Non-fargate Compute Environment having a Batch Service Linked Role");
        }
        if (!infrastructure.isEmpty() && EnvironmentRules.isBestFit(current)) {
            throw BatchErrors.refused("Following fields " + String.join(", ", infrastructure)
                    + " cannot be updated while the allocation strategy is BEST_FIT");
        }
        ComputeResourceUpdate update = request.computeResources();
        if (update != null) {
            if ("BEST_FIT".equals(update.allocationStrategyAsString())) {
                throw BatchErrors.refused("The allocation strategy cannot be updated to BEST_FIT");
            }
            if (update.typeAsString() != null
                    && EnvironmentAnswers.upperCase(update.typeAsString()).startsWith("FARGATE")) {
                throw BatchErrors.refused("The type can be updated between EC2 and SPOT only.");
            }
            checkDesired(update, current);
        }
        checkMerged();
    }

    private void checkDesired(ComputeResourceUpdate update, ComputeResource current) {
        int most = update.maxvCpus() == null ? current.maxvCpus() : update.maxvCpus();
        if (most < environment.desiredvCpus) {
            throw BatchErrors.refused("Requested maxvCpus " + most + " is less than the current desiredvCpus "
                    + environment.desiredvCpus + ".");
        }
        Integer desired = update.desiredvCpus();
        if (desired == null) {
            return;
        }
        if (desired < environment.desiredvCpus) {
            throw BatchErrors.refused("Manually scaling down compute environment is not supported. Disconnecting job "
                    + "queues from compute environment will cause it to scale-down to minvCpus.");
        }
        int least = update.minvCpus() == null ? environment.minvCpus() : update.minvCpus();
        if (desired < least || desired > most) {
            throw BatchErrors.refused("desiredvCpus must be between minvCpus and maxvCpus.");
        }
    }

    private void checkMerged() {
        ComputeResource merged = merged();
        if (merged != null) {
            EnvironmentRules.checkConsistent(merged);
        }
    }

    private static boolean removes(@Nullable LaunchTemplateSpecification template) {
        return template != null && ("".equals(template.launchTemplateId()) || "".equals(template.launchTemplateName()));
    }
}
