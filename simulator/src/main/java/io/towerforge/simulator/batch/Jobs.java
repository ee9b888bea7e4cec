package io.towerforge.simulator.batch;

import io.towerforge.simulator.core.Simulation;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.batch.model.ContainerProperties;
import software.amazon.awssdk.services.batch.model.JQState;
import software.amazon.awssdk.services.batch.model.JQStatus;
import software.amazon.awssdk.services.batch.model.JobDefinition;
import software.amazon.awssdk.services.batch.model.JobStatus;
import software.amazon.awssdk.services.batch.model.JobTimeout;
import software.amazon.awssdk.services.batch.model.ResourceRequirement;
import software.amazon.awssdk.services.batch.model.ResourceType;
import software.amazon.awssdk.services.batch.model.SubmitJobRequest;

/**
 * Takes jobs in and ends them on request. How long a job runs is said by its parameter {@code seconds}; without it, it runs until
 * somebody ends it.
 */
final class Jobs {
    private static final int SHORTEST_TIMEOUT_SECONDS = 60;

    private final Simulation simulation;
    private final Inventory inventory;
    private final JobDefinitions definitions;
    private final Scheduler scheduler;

    Jobs(Simulation simulation, Inventory inventory, JobDefinitions definitions, Scheduler scheduler) {
        this.simulation = simulation;
        this.inventory = inventory;
        this.definitions = definitions;
        this.scheduler = scheduler;
    }

    Job submit(SubmitJobRequest request) {
        EnvironmentRules.checkName(request.jobName(), "jobName");
        BatchErrors.checkTags(request.hasTags(), request.tags());
        JobQueue queue = inventory.queue(request.jobQueue());
        if (queue == null) {
            throw BatchErrors.refused("JobQueue " + request.jobQueue() + " not found");
        }
        if (queue.state != JQState.ENABLED) {
            throw BatchErrors.refused("JobQueue " + queue.name() + " is disabled and takes no jobs");
        }
        if (queue.status != JQStatus.VALID && queue.status != JQStatus.UPDATING) {
            throw BatchErrors.refused("JobQueue " + queue.name() + " is not in the VALID status");
        }
        JobDefinition definition = definitions.find(request.jobDefinition());
        if (definition == null || !JobDefinitions.isActive(definition)) {
            throw BatchErrors.refused("JobDefinition " + request.jobDefinition() + " not found");
        }
        String id = simulation.identifiers().uuid();
        Job job = new Job(
                id,
                simulation.account().arn("batch", "job/" + id),
                queue,
                submission(request, definition),
                simulation.timeline().now());
        scheduler.submit(job);
        return job;
    }

    /** Only a job that has not started is cancelled; for any other the call succeeds and does nothing. */
    void cancel(String id, String reason) {
        Job job = get(id);
        if (job.status == JobStatus.RUNNABLE) {
            scheduler.end(job, JobEnd.CANCELLED_BY_REQUEST, reason);
        }
    }

    void terminate(String id, String reason) {
        scheduler.end(get(id), JobEnd.TERMINATED_BY_REQUEST, reason);
    }

    void finish(String id) {
        Job job = inventory.jobs.get(id);
        if (job == null || job.status != JobStatus.RUNNING) {
            throw new IllegalStateException("The job " + id + " cannot finish: it "
                    + (job == null ? "was never submitted" : "is " + job.status + ", not RUNNING") + ".");
        }
        scheduler.end(job, JobEnd.SUCCEEDED, "Essential container in task exited");
    }

    private Job get(String id) {
        Job job = inventory.jobs.get(id);
        if (job == null) {
            throw BatchErrors.refused("Job " + id + " not found");
        }
        return job;
    }

    private static Job.Submission submission(SubmitJobRequest request, JobDefinition definition) {
        ContainerProperties container = definition.containerProperties();
        Integer vcpus = container == null ? null : vcpus(container.resourceRequirements());
        if (vcpus == null && container != null) {
            vcpus = container.vcpus();
        }
        if (request.containerOverrides() != null) {
            Integer overridden = vcpus(request.containerOverrides().resourceRequirements());
            vcpus = overridden == null ? vcpus : overridden;
        }
        Map<String, String> parameters = new HashMap<>(definition.parameters());
        parameters.putAll(request.parameters());
        JobTimeout timeout = request.timeout() == null ? definition.timeout() : request.timeout();
        return new Job.Submission(
                request.jobName(),
                definition.jobDefinitionArn(),
                container == null || container.image() == null ? "" : container.image(),
                vcpus == null ? 1 : vcpus,
                Map.copyOf(parameters),
                Map.copyOf(request.tags()),
                runTime(parameters.get("seconds")),
                timeout(timeout));
    }

    private static @Nullable Integer vcpus(List<ResourceRequirement> requirements) {
        for (ResourceRequirement requirement : requirements) {
            if (requirement.type() == ResourceType.VCPU) {
                // Fargate takes fractions of a vCPU; room is reckoned in whole ones.
                return (int) Math.ceil(Double.parseDouble(requirement.value()));
            }
        }
        return null;
    }

    private static @Nullable Duration runTime(@Nullable String seconds) {
        return seconds == null ? null : Duration.ofSeconds(Long.parseLong(seconds));
    }

    private static @Nullable Duration timeout(@Nullable JobTimeout timeout) {
        Integer seconds = timeout == null ? null : timeout.attemptDurationSeconds();
        if (seconds != null && seconds < SHORTEST_TIMEOUT_SECONDS) {
            throw BatchErrors.refused(
                    "attemptDurationSeconds must be at least " + SHORTEST_TIMEOUT_SECONDS + " seconds.");
        }
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }
}
