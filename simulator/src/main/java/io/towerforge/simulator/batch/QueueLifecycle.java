package io.towerforge.simulator.batch;

import io.towerforge.simulator.core.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.batch.model.ComputeEnvironmentOrder;
import software.amazon.awssdk.services.batch.model.CreateJobQueueRequest;
import software.amazon.awssdk.services.batch.model.JQState;
import software.amazon.awssdk.services.batch.model.JQStatus;
import software.amazon.awssdk.services.batch.model.UpdateJobQueueRequest;

/**
 * Creates, updates and deletes job queues. As with compute environments a request is accepted now and completes later. An
 * environment that leaves a queue counts as part of it for a while longer.
 */
final class QueueLifecycle {
    private final Simulation simulation;
    private final Inventory inventory;
    private final Scheduler scheduler;

    QueueLifecycle(Simulation simulation, Inventory inventory, Scheduler scheduler) {
        this.simulation = simulation;
        this.inventory = inventory;
        this.scheduler = scheduler;
    }

    JobQueue create(CreateJobQueueRequest request) {
        String name = request.jobQueueName();
        EnvironmentRules.checkName(name, "jobQueueName");
        BatchErrors.checkTags(request.hasTags(), request.tags());
        QueueRules.checkState(request.state());
        QueueRules.checkPriority(request.priority());
        QueueRules.checkTimeLimitActions(request.jobStateTimeLimitActions());
        List<JobQueue.Place> order = order(request.computeEnvironmentOrder());
        if (inventory.queues.containsKey(name)) {
            throw BatchErrors.exists();
        }
        if (inventory.queues.size() >= simulation.quotas().jobQueues()) {
            throw BatchErrors.refused("The limit of " + simulation.quotas().jobQueues()
                    + " job queues for this account and Region has been reached.");
        }
        JobQueue queue = new JobQueue(name, simulation.account().arn("batch", "job-queue/" + name));
        queue.tags().putAll(request.tags());
        queue.state = request.state() == null ? JQState.ENABLED : request.state();
        queue.priority = request.priority();
        queue.schedulingPolicyArn = request.schedulingPolicyArn();
        queue.timeLimitActions = request.jobStateTimeLimitActions();
        queue.order = order;
        inventory.queues.put(name, queue);
        settleAfter(queue, simulation.timings().queueCreation());
        return queue;
    }

    JobQueue update(UpdateJobQueueRequest request) {
        JobQueue queue = inventory.queue(request.jobQueue());
        if (queue == null) {
            throw BatchErrors.doesNotExist(request.jobQueue());
        }
        if (!queue.isSettled()) {
            throw BatchErrors.refused("Cannot update, resource is being modified");
        }
        QueueRules.checkState(request.state());
        QueueRules.checkTimeLimitActions(request.jobStateTimeLimitActions());
        QueueRules.checkSchedulingPolicy(queue, request.schedulingPolicyArn());
        if (request.hasComputeEnvironmentOrder()) {
            reorder(queue, order(request.computeEnvironmentOrder()));
        }
        if (request.state() != null) {
            queue.state = request.state();
        }
        if (request.priority() != null) {
            QueueRules.checkPriority(request.priority());
            queue.priority = request.priority();
        }
        if (request.hasJobStateTimeLimitActions()) {
            queue.timeLimitActions = request.jobStateTimeLimitActions();
        }
        if (request.schedulingPolicyArn() != null) {
            queue.schedulingPolicyArn = request.schedulingPolicyArn();
        }
        queue.status = JQStatus.UPDATING;
        settleAfter(queue, simulation.timings().queueUpdate());
        scheduler.place();
        return queue;
    }

    /** Deleting what is not there is a success; deleting a queue ends every job in it. */
    void delete(String nameOrArn) {
        JobQueue queue = inventory.queue(nameOrArn);
        if (queue == null) {
            return;
        }
        if (!queue.isSettled()) {
            throw BatchErrors.refused("Cannot delete, resource is being modified");
        }
        if (queue.state != JQState.DISABLED) {
            throw BatchErrors.refused("Cannot delete an enabled job queue, set the state to DISABLED first.");
        }
        queue.status = JQStatus.DELETING;
        queue.statusReason = null;
        scheduler.endAll(queue.jobs(), JobEnd.KILLED_BY_QUEUE_DELETION, "The job queue was deleted");
        simulation.timeline().after(simulation.timings().queueDeletion(), () -> {
            inventory.queues.remove(queue.name());
            queue.order.forEach(place -> departs(place.environment(), Duration.ZERO));
        });
    }

    private void reorder(JobQueue queue, List<JobQueue.Place> order) {
        for (JobQueue.Place place : queue.order) {
            if (order.stream().noneMatch(kept -> kept.environment() == place.environment())) {
                departs(place.environment(), simulation.timings().queueUpdate());
            }
        }
        queue.order = order;
    }

    private void departs(ComputeEnvironment environment, Duration delay) {
        Instant left = simulation.timeline().now().plus(delay);
        inventory.departs(environment, left.plus(simulation.timings().queueRelationship()));
    }

    private List<JobQueue.Place> order(List<ComputeEnvironmentOrder> requested) {
        List<JobQueue.Place> order = new ArrayList<>();
        for (ComputeEnvironmentOrder entry : requested) {
            @Nullable ComputeEnvironment environment = inventory.environment(entry.computeEnvironment());
            if (environment == null) {
                throw BatchErrors.doesNotExist(entry.computeEnvironment());
            }
            order.add(new JobQueue.Place(entry.order() == null ? 0 : entry.order(), environment));
        }
        order.sort(Comparator.comparingInt(JobQueue.Place::number));
        QueueRules.checkOrder(order, simulation.quotas().computeEnvironmentsPerQueue());
        return List.copyOf(order);
    }

    private void settleAfter(JobQueue queue, Duration delay) {
        queue.statusReason = null;
        simulation.timeline().after(delay, () -> {
            queue.status = JQStatus.VALID;
            queue.statusReason = "JobQueue Healthy";
            scheduler.place();
        });
    }
}
