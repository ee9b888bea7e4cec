package io.towerforge.simulator.batch;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.batch.model.CEStatus;
import software.amazon.awssdk.services.batch.model.JQState;
import software.amazon.awssdk.services.batch.model.JobStateTimeLimitAction;
import software.amazon.awssdk.services.batch.model.JobStateTimeLimitActionsAction;
import software.amazon.awssdk.services.batch.model.JobStateTimeLimitActionsState;
import software.amazon.awssdk.services.ec2.model.ArchitectureType;

/** What Batch checks about a job queue before it accepts it (AWS Batch API reference, CreateJobQueue and UpdateJobQueue). */
final class QueueRules {
    private static final Set<String> REASONS = Set.of(
            "CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY",
            Scheduler.TOO_LARGE,
            "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT",
            "MISCONFIGURATION:EC2_INSTANCE_CONFIGURATION_UNSUPPORTED");
    private static final int SHORTEST_LIMIT_SECONDS = 600;
    private static final int LONGEST_LIMIT_SECONDS = 86_400;

    private QueueRules() {}

    static void checkState(@Nullable JQState state) {
        if (state == JQState.UNKNOWN_TO_SDK_VERSION) {
            throw BatchErrors.refused("state can only be one of [ENABLED, DISABLED]");
        }
    }

    static void checkPriority(@Nullable Integer priority) {
        if (priority == null || priority < 0) {
            throw BatchErrors.refused("Error executing request, Exception : priority must be given and not negative.");
        }
    }

    /** A queue is first-in-first-out or fair-share for its whole life. */
    static void checkSchedulingPolicy(JobQueue queue, @Nullable String arn) {
        if (arn != null && queue.schedulingPolicyArn == null) {
            throw BatchErrors.refused("Only fairshare queue can have scheduling policy");
        }
    }

    static void checkOrder(List<JobQueue.Place> order, int most) {
        if (order.isEmpty() || order.size() > most) {
            throw BatchErrors.refused(
                    "computeEnvironmentOrder must have between 1 and " + most + " compute environments.");
        }
        Set<Integer> numbers = new HashSet<>();
        Set<ComputeEnvironment> environments = new HashSet<>();
        for (JobQueue.Place place : order) {
            ComputeEnvironment environment = place.environment();
            if (!numbers.add(place.number())) {
                throw BatchErrors.refused("computeEnvironmentOrder has the order " + place.number() + " twice.");
            }
            if (!environments.add(environment)) {
                throw BatchErrors.refused("computeEnvironmentOrder has " + environment.name() + " twice.");
            }
            if (environment.status != CEStatus.VALID) {
                throw BatchErrors.refused(
                        environment.arn() + " is not in the VALID status; its status is " + environment.status + ".");
            }
        }
        checkSameKind(environments);
    }

    static void checkTimeLimitActions(List<JobStateTimeLimitAction> actions) {
        for (JobStateTimeLimitAction action : actions) {
            if (action.reason() == null || !REASONS.contains(action.reason())) {
                throw BatchErrors.refused("jobStateTimeLimitActions: the reason " + action.reason() + " is not known.");
            }
            if (action.state() != JobStateTimeLimitActionsState.RUNNABLE) {
                throw BatchErrors.refused("jobStateTimeLimitActions: the state must be RUNNABLE.");
            }
            if (action.action() != JobStateTimeLimitActionsAction.CANCEL) {
                throw BatchErrors.refused("jobStateTimeLimitActions: the action must be CANCEL.");
            }
            Integer seconds = action.maxTimeSeconds();
            if (seconds == null || seconds < SHORTEST_LIMIT_SECONDS || seconds > LONGEST_LIMIT_SECONDS) {
                throw BatchErrors.refused("jobStateTimeLimitActions: maxTimeSeconds must be between "
                        + SHORTEST_LIMIT_SECONDS + " and " + LONGEST_LIMIT_SECONDS + ".");
            }
        }
    }

    private static void checkSameKind(Set<ComputeEnvironment> environments) {
        if (environments.stream().map(ComputeEnvironment::isFargate).distinct().count() > 1) {
            throw BatchErrors.refused("EC2 and Fargate compute environments cannot be mixed in one job queue.");
        }
        Set<ArchitectureType> architectures = environments.stream()
                .filter(environment -> environment.resources != null)
                .flatMap(environment -> EnvironmentRules.architecture(environment.resources).stream())
                .collect(Collectors.toSet());
        if (architectures.size() > 1) {
            throw BatchErrors.refused(
                    "All compute environments of a job queue must share one architecture; x86 and ARM cannot be mixed.");
        }
    }
}
