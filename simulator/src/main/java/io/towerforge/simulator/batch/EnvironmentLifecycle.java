package io.towerforge.simulator.batch;

import io.towerforge.simulator.core.Simulation;
import io.towerforge.simulator.iam.Iam;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.batch.model.CEState;
import software.amazon.awssdk.services.batch.model.CEStatus;
import software.amazon.awssdk.services.batch.model.CEType;
import software.amazon.awssdk.services.batch.model.ComputeResource;
import software.amazon.awssdk.services.batch.model.CreateComputeEnvironmentRequest;
import software.amazon.awssdk.services.batch.model.UpdateComputeEnvironmentRequest;
import software.amazon.awssdk.services.batch.model.UpdatePolicy;

/**
 * Creates, updates and deletes compute environments, each as a request that is accepted now and completes later: CREATING,
 * UPDATING or DELETING until it does, then VALID, INVALID or gone.
 */
final class EnvironmentLifecycle {
    private static final Duration DEFAULT_JOB_EXECUTION_TIMEOUT = Duration.ofMinutes(30);

    private final Simulation simulation;
    private final Inventory inventory;
    private final Scheduler scheduler;
    private final EnvironmentHealth health;
    private final Iam iam;
    private final Map<String, String> injectedReasons = new HashMap<>();

    EnvironmentLifecycle(
            Simulation simulation, Inventory inventory, Scheduler scheduler, EnvironmentHealth health, Iam iam) {
        this.simulation = simulation;
        this.inventory = inventory;
        this.scheduler = scheduler;
        this.health = health;
        this.iam = iam;
    }

    ComputeEnvironment create(CreateComputeEnvironmentRequest request) {
        String name = request.computeEnvironmentName();
        EnvironmentRules.checkName(name, "computeEnvironmentName");
        CEType type = request.typeAsString() == null
                ? null
                : CEType.fromValue(EnvironmentAnswers.upperCase(request.typeAsString()));
        if (type == null || type == CEType.UNKNOWN_TO_SDK_VERSION) {
            throw BatchErrors.refused("type can only be one of [MANAGED, UNMANAGED]");
        }
        if (request.state() != null && request.state() != CEState.ENABLED) {
            throw BatchErrors.refused("A compute environment must be created in the ENABLED state.");
        }
        BatchErrors.checkTags(request.hasTags(), request.tags());
        ComputeResource resources = newResources(type, request.computeResources());
        if (inventory.environments.containsKey(name)) {
            throw BatchErrors.exists();
        }
        if (inventory.environments.size() >= simulation.quotas().computeEnvironments()) {
            throw BatchErrors.refused("The limit of " + simulation.quotas().computeEnvironments()
                    + " compute environments for this account and Region has been reached.");
        }
        String role = request.serviceRole();
        ComputeEnvironment environment = new ComputeEnvironment(
                name,
                simulation.account().arn("batch", "compute-environment/" + name),
                simulation.identifiers().uuid(),
                type,
                role == null || role.isEmpty() ? iam.batchServiceLinkedRoleArn() : role,
                simulation.timeline().now());
        environment.tags().putAll(request.tags());
        environment.resources = resources;
        environment.unmanagedvCpus = request.unmanagedvCpus();
        environment.injectedReason = injectedReasons.remove(name);
        inventory.environments.put(name, environment);
        begin(environment, CEStatus.CREATING);
        later(environment, simulation.timings().environmentCreation(), () -> settle(environment));
        return environment;
    }

    ComputeEnvironment update(UpdateComputeEnvironmentRequest request) {
        ComputeEnvironment environment = inventory.environment(request.computeEnvironment());
        if (environment == null) {
            throw BatchErrors.doesNotExist(request.computeEnvironment());
        }
        if (!environment.isSettled()) {
            throw BatchErrors.refused("Cannot update, resource is being modified");
        }
        if (request.state() == CEState.UNKNOWN_TO_SDK_VERSION) {
            throw BatchErrors.refused("state can only be one of [ENABLED, DISABLED]");
        }
        EnvironmentChange change = new EnvironmentChange(environment, request, iam.batchServiceLinkedRoleArn());
        change.check();
        boolean infrastructure = change.isInfrastructure();
        apply(environment, request, change.merged());
        begin(environment, CEStatus.UPDATING);
        if (infrastructure) {
            replaceInstances(environment);
        } else {
            later(environment, simulation.timings().environmentScalingUpdate(), () -> settle(environment));
        }
        return environment;
    }

    /** Deleting what is not there is a success. */
    void delete(String nameOrArn) {
        ComputeEnvironment environment = inventory.environment(nameOrArn);
        if (environment == null) {
            return;
        }
        if (!environment.isSettled()) {
            throw BatchErrors.refused("Cannot delete, resource is being modified");
        }
        if (environment.state != CEState.DISABLED) {
            throw BatchErrors.refused("Cannot delete an enabled compute environment, set the state to DISABLED first.");
        }
        if (inventory.isInQueue(environment, simulation.timeline().now())) {
            throw BatchErrors.refused("Cannot delete, found existing JobQueue relationship");
        }
        begin(environment, CEStatus.DELETING);
        if (!environment.isFargate()) {
            scheduler.endAll(
                    environment.jobs(),
                    JobEnd.KILLED_BY_ENVIRONMENT_DELETION,
                    "Host EC2 terminated: the compute environment was deleted");
        }
        later(environment, simulation.timings().environmentDeletion(), () -> finishDeletion(environment));
    }

    void invalidate(String name, String reason) {
        ComputeEnvironment environment = inventory.environments.get(name);
        if (environment == null) {
            injectedReasons.put(name, reason);
        } else if (environment.isSettled()) {
            begin(environment, CEStatus.INVALID);
            environment.statusReason = reason;
        } else {
            environment.injectedReason = reason;
        }
    }

    private static @Nullable ComputeResource newResources(CEType type, @Nullable ComputeResource requested) {
        if (type == CEType.UNMANAGED) {
            return null;
        }
        if (requested == null) {
            throw BatchErrors.refused("Error executing request, Exception : computeResources is required.");
        }
        ComputeResource resources = EnvironmentAnswers.normalised(requested);
        EnvironmentRules.checkNew(resources);
        return resources;
    }

    private void apply(
            ComputeEnvironment environment, UpdateComputeEnvironmentRequest request, @Nullable ComputeResource merged) {
        environment.resources = merged;
        environment.requestedAt = simulation.timeline().now();
        if (request.state() != null) {
            environment.state = request.state();
        }
        if (request.serviceRole() != null) {
            environment.serviceRole = request.serviceRole();
        }
        if (request.unmanagedvCpus() != null) {
            environment.unmanagedvCpus = request.unmanagedvCpus();
        }
        if (request.updatePolicy() != null) {
            UpdatePolicy sent = request.updatePolicy();
            environment.updatePolicy = UpdatePolicy.builder()
                    .terminateJobsOnUpdate(Boolean.TRUE.equals(sent.terminateJobsOnUpdate()))
                    .jobExecutionTimeoutMinutes(
                            sent.jobExecutionTimeoutMinutes() == null
                                    ? DEFAULT_JOB_EXECUTION_TIMEOUT.toMinutes()
                                    : sent.jobExecutionTimeoutMinutes())
                    .build();
        }
        if (request.computeResources() != null && request.computeResources().desiredvCpus() != null) {
            environment.desiredvCpus = request.computeResources().desiredvCpus();
        }
    }

    /** Old instances keep their jobs for as long as the update policy gives them; new ones come when the old ones are free. */
    private void replaceInstances(ComputeEnvironment environment) {
        environment.replacing = true;
        UpdatePolicy policy = environment.updatePolicy;
        String reason = "Host EC2 terminated: the compute environment's infrastructure was updated";
        if (policy != null && Boolean.TRUE.equals(policy.terminateJobsOnUpdate())) {
            scheduler.endAll(environment.jobs(), JobEnd.KILLED_BY_INFRASTRUCTURE_UPDATE, reason);
        } else if (!environment.jobs().isEmpty()) {
            Duration timeout = policy == null
                    ? DEFAULT_JOB_EXECUTION_TIMEOUT
                    : Duration.ofMinutes(policy.jobExecutionTimeoutMinutes());
            later(
                    environment,
                    timeout,
                    () -> scheduler.endAll(environment.jobs(), JobEnd.KILLED_BY_INFRASTRUCTURE_UPDATE, reason));
        }
        Runnable launch = () -> {
            environment.desiredvCpus = environment.minvCpus();
            later(environment, simulation.timings().environmentInfrastructureUpdate(), () -> settle(environment));
        };
        if (environment.jobs().isEmpty()) {
            launch.run();
        } else {
            environment.whenIdle = launch;
        }
    }

    private void settle(ComputeEnvironment environment) {
        String injected = environment.injectedReason;
        Optional<String> defect = injected == null ? health.defect(environment) : Optional.of(injected);
        environment.injectedReason = null;
        begin(environment, defect.isEmpty() ? CEStatus.VALID : CEStatus.INVALID);
        environment.statusReason = defect.orElse("ComputeEnvironment Healthy");
        environment.desiredvCpus = Math.max(environment.desiredvCpus, environment.minvCpus());
        if (environment.desiredvCpus > environment.minvCpus()) {
            scheduler.scaleInLater(environment);
        }
        scheduler.place();
    }

    private void finishDeletion(ComputeEnvironment environment) {
        Optional<String> defect = health.serviceRoleDefect(environment);
        if (defect.isEmpty() && environment.isFargate() && !environment.jobs().isEmpty()) {
            defect = Optional.of("CLIENT_ERROR - The compute environment still has active jobs on Fargate");
        }
        if (defect.isPresent()) {
            begin(environment, CEStatus.INVALID);
            environment.statusReason = defect.get();
        } else {
            inventory.forget(environment);
        }
    }

    private static void begin(ComputeEnvironment environment, CEStatus status) {
        environment.change++;
        environment.status = status;
        environment.statusReason = null;
        environment.replacing = false;
        environment.whenIdle = null;
    }

    /** Schedules a continuation that is dropped if the environment's status has changed again by then. */
    private void later(ComputeEnvironment environment, Duration delay, Runnable continuation) {
        long change = environment.change;
        simulation.timeline().after(delay, () -> {
            if (environment.change == change) {
                continuation.run();
            }
        });
    }
}
