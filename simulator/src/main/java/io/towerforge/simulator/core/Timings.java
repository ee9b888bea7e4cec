package io.towerforge.simulator.core;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;

/**
 * How long AWS takes, in simulated time.
 *
 * @param environmentCreation how long a compute environment is CREATING
 * @param environmentScalingUpdate how long a compute environment is UPDATING after a scaling update
 * @param environmentInfrastructureUpdate how long replacing the instances takes, once the old ones are free of jobs
 * @param environmentDeletion how long a compute environment is DELETING
 * @param queueCreation how long a job queue is CREATING
 * @param queueUpdate how long a job queue is UPDATING
 * @param queueDeletion how long a job queue is DELETING
 * @param instanceLaunch how long a job is STARTING on an instance that had to be launched
 * @param jobStart how long a job is STARTING on an instance that was there
 * @param scaleIn how long vCPUs are kept after their last job ended
 * @param queueRelationship how long a compute environment still counts as part of a queue that has left it
 * @param iamPropagation how long a role or instance profile exists in IAM before other services can use it
 * @param iamLag how long IAM reads show what was before a write
 * @param launchTemplateLag how long EC2 reads show the launch templates of before a write
 * @param logGroupLag how long CloudWatch Logs reads and listings of secrets show what was before a write
 * @param storage how long file systems take
 */
@RecordBuilder
public record Timings(
        Duration environmentCreation,
        Duration environmentScalingUpdate,
        Duration environmentInfrastructureUpdate,
        Duration environmentDeletion,
        Duration queueCreation,
        Duration queueUpdate,
        Duration queueDeletion,
        Duration instanceLaunch,
        Duration jobStart,
        Duration scaleIn,
        Duration queueRelationship,
        Duration iamPropagation,
        Duration iamLag,
        Duration launchTemplateLag,
        Duration logGroupLag,
        StorageTimings storage)
        implements TimingsBuilder.With {

    /** Everything takes effect by the next call, and every read sees every write. */
    public static Timings none() {
        return new Timings(
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                StorageTimings.none());
    }

    /**
     * What is documented or reported of real accounts (AWS Batch user guide, "Updating compute environments": scaling updates
     * take minutes at most, infrastructure updates typically 10 to 30 minutes with their jobs; reports in
     * hashicorp/terraform-provider-aws#40148 and pulumi/pulumi-aws#2411).
     */
    public static Timings realistic() {
        return new Timings(
                Duration.ofSeconds(8),
                Duration.ofSeconds(5),
                Duration.ofMinutes(4),
                Duration.ofSeconds(10),
                Duration.ofSeconds(3),
                Duration.ofSeconds(3),
                Duration.ofSeconds(20),
                Duration.ofSeconds(90),
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                StorageTimings.realistic());
    }

    /** The same timings with other ones for compute environments. */
    public Timings withEnvironments(
            Duration creation, Duration scalingUpdate, Duration infrastructureUpdate, Duration deletion) {
        return with(timings -> timings.environmentCreation(creation)
                .environmentScalingUpdate(scalingUpdate)
                .environmentInfrastructureUpdate(infrastructureUpdate)
                .environmentDeletion(deletion));
    }

    /** The same timings with other ones for job queues. */
    public Timings withQueues(Duration creation, Duration update, Duration deletion) {
        return with(
                timings -> timings.queueCreation(creation).queueUpdate(update).queueDeletion(deletion));
    }

    /** The same timings with other ones for jobs. */
    public Timings withJobs(Duration launch, Duration start, Duration keeping) {
        return with(timings -> timings.instanceLaunch(launch).jobStart(start).scaleIn(keeping));
    }
}
