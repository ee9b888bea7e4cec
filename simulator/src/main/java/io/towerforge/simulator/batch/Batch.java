package io.towerforge.simulator.batch;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.LiveObject;
import io.towerforge.simulator.core.Service;
import io.towerforge.simulator.core.SimulatedService;
import io.towerforge.simulator.core.Simulation;
import io.towerforge.simulator.ec2.Ec2;
import io.towerforge.simulator.iam.Iam;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.JobDefinitionType;
import software.amazon.awssdk.services.batch.model.ResourceRequirement;
import software.amazon.awssdk.services.batch.model.ResourceType;

/** AWS Batch of the account, on top of its IAM and EC2. */
public final class Batch implements SimulatedService {
    private static final String SUBMITTED_DEFINITION = "simulated-job";

    private final Inventory inventory = new Inventory();
    private final JobDefinitions definitions;
    private final EnvironmentLifecycle environments;
    private final QueueLifecycle queues;
    private final Scheduler scheduler;
    private final Jobs jobs;
    private final Tags tags;

    public Batch(Simulation simulation, Iam iam, Ec2 ec2) {
        EnvironmentHealth health = new EnvironmentHealth(iam, ec2);
        definitions = new JobDefinitions(simulation);
        scheduler = new Scheduler(simulation, inventory, health);
        environments = new EnvironmentLifecycle(simulation, inventory, scheduler, health, iam);
        queues = new QueueLifecycle(simulation, inventory, scheduler);
        jobs = new Jobs(simulation, inventory, definitions, scheduler);
        tags = new Tags(inventory, definitions);
    }

    @Override
    public Service service() {
        return Service.BATCH;
    }

    @Override
    public Class<BatchClient> clientType() {
        return BatchClient.class;
    }

    @Override
    public BatchClient client(Gateway gateway) {
        return new SimulatedBatchClient(gateway, this);
    }

    /** The compute environments, the job queues and the active revisions of job definitions, but the one of {@link #submit}. */
    @Override
    public List<LiveObject> objects() {
        List<LiveObject> objects = new ArrayList<>();
        inventory.environments.values().forEach(environment -> objects.add(EnvironmentAnswers.object(environment)));
        inventory.queues.values().forEach(queue -> objects.add(QueueAnswers.object(queue)));
        definitions.all().stream()
                .filter(JobDefinitions::isActive)
                .filter(definition -> !definition.jobDefinitionName().equals(SUBMITTED_DEFINITION))
                .forEach(definition -> objects.add(JobDefinitions.object(definition)));
        return objects;
    }

    /** Every job ever submitted, in the order of submission. */
    public List<JobRecord> jobRecords() {
        return inventory.jobs.values().stream().map(Job::toRecord).toList();
    }

    /**
     * Submits a job through a client, and before the first one registers a definition for it.
     *
     * @param runTime how long the job runs, or null to let it run until it is ended
     * @return the job's id
     */
    public String submit(BatchClient client, String queue, String name, int vcpus, @Nullable Duration runTime) {
        if (definitions.find(SUBMITTED_DEFINITION) == null) {
            client.registerJobDefinition(definition -> definition
                    .jobDefinitionName(SUBMITTED_DEFINITION)
                    .type(JobDefinitionType.CONTAINER)
                    .containerProperties(
                            container -> container.image("simulated").resourceRequirements(vcpus(1), memory())));
        }
        return client.submitJob(job -> job.jobName(name)
                        .jobQueue(queue)
                        .jobDefinition(SUBMITTED_DEFINITION)
                        .parameters(runTime == null ? Map.of() : Map.of("seconds", "" + runTime.toSeconds()))
                        .containerOverrides(container -> container.resourceRequirements(vcpus(vcpus))))
                .jobId();
    }

    /**
     * Lets a running job succeed.
     *
     * @return the job's id
     */
    public String finish(String jobId) {
        jobs.finish(jobId);
        return jobId;
    }

    /**
     * Takes the instances of a compute environment away, and its jobs with them.
     *
     * @return the environment's name
     */
    public String loseInstances(String name) {
        ComputeEnvironment environment = inventory.environments.get(name);
        if (environment == null) {
            throw new IllegalStateException("There is no compute environment " + name + " that could lose instances.");
        }
        scheduler.endAll(environment.jobs(), JobEnd.KILLED_BY_INSTANCE_LOSS, "Host EC2 terminated");
        return name;
    }

    /**
     * Makes a compute environment INVALID, now or when it next settles.
     *
     * @return the environment's name
     */
    public String invalidate(String name, String reason) {
        environments.invalidate(name, reason);
        return name;
    }

    Inventory inventory() {
        return inventory;
    }

    JobDefinitions definitions() {
        return definitions;
    }

    EnvironmentLifecycle environments() {
        return environments;
    }

    QueueLifecycle queues() {
        return queues;
    }

    Jobs jobs() {
        return jobs;
    }

    Tags tags() {
        return tags;
    }

    private static ResourceRequirement vcpus(int count) {
        return ResourceRequirement.builder()
                .type(ResourceType.VCPU)
                .value("" + count)
                .build();
    }

    private static ResourceRequirement memory() {
        return ResourceRequirement.builder()
                .type(ResourceType.MEMORY)
                .value("1024")
                .build();
    }
}
