package io.towerforge.operator.status;

import io.towerforge.api.v1alpha1.Annotations;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentStatus;
import io.towerforge.api.v1alpha1.CapacityStatus;
import io.towerforge.api.v1alpha1.Condition;
import io.towerforge.api.v1alpha1.NextflowStatus;
import io.towerforge.api.v1alpha1.QueueStatus;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.JobDefinition;
import io.towerforge.operator.model.JobQueue;
import io.towerforge.operator.model.Observation;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts a whole status together: the conditions of a {@link Verdict}, and what was seen. */
public final class StatusFactory {
    /** The ConfigMap of an environment. */
    public static String configMapName(String environment) {
        return environment + "-nextflow";
    }

    private StatusFactory() {}

    /** A status that changes nothing but the conditions: nothing was read from AWS in this pass. */
    public static AwsBatchComputeEnvironmentStatus of(Snapshot snapshot, List<Condition> conditions) {
        return snapshot.before()
                .withObservedGeneration(snapshot.generation())
                .withEnvironmentId(snapshot.environmentId())
                .withConditions(conditions)
                .withLastHandledReconcileAt(requestedAt(snapshot));
    }

    /** The status after a pass over AWS. */
    public static AwsBatchComputeEnvironmentStatus of(
            Snapshot snapshot, Progress progress, List<Condition> conditions) {
        Facts facts = progress.facts();
        AwsBatchComputeEnvironmentStatus status = of(snapshot, conditions)
                .withAccountId(facts.accountId())
                .withResources(new ResourceRows(progress.plan(), progress.outcome(), facts).rows())
                .withPlan(progress.plan().lines())
                .withCapacity(capacity(progress.seen(), progress.queues()))
                .withHeadQueue(queue(progress, progress.queues().head()))
                .withComputeQueue(queue(progress, progress.queues().compute()));
        return progress.published() == null && Verdict.isReady(conditions)
                ? status.withNextflow(new NextflowStatus(
                        configMapName(snapshot.object().getMetadata().getName()), headJobDefinition(progress)))
                : status;
    }

    /** The status after a pass in manual mode, whose queues are not ours. */
    public static AwsBatchComputeEnvironmentStatus manual(
            Snapshot snapshot, Progress progress, List<Condition> conditions, String headArn, String computeArn) {
        return of(snapshot, progress, conditions)
                .withHeadQueue(new QueueStatus(progress.queues().head(), headArn))
                .withComputeQueue(new QueueStatus(progress.queues().compute(), computeArn));
    }

    private static QueueStatus queue(Progress progress, String name) {
        if (name.isEmpty()) {
            return null;
        }
        ResourceId id = new ResourceId(ResourceKind.JOB_QUEUE, name);
        return new QueueStatus(
                name,
                progress.seen()
                        .find(id)
                        .map(one -> one.resource().awsId(progress.facts()))
                        .orElse(null));
    }

    private static String headJobDefinition(Progress progress) {
        return progress.seen().all(JobDefinition.class).stream()
                .map(one -> one.resource().name())
                .findFirst()
                .orElse(null);
    }

    private static CapacityStatus capacity(Observation seen, Progress.Queues queues) {
        List<String> serving = seen.named(JobQueue.class, queues.compute())
                .map(queue -> queue.resource().computeEnvironments())
                .orElse(List.of());
        Map<String, ComputeEnvironment> byName = seen.all(ComputeEnvironment.class).stream()
                .collect(Collectors.toMap(one -> one.resource().name(), one -> one.resource()));
        List<ComputeEnvironment> behind =
                serving.stream().filter(byName::containsKey).map(byName::get).toList();
        if (behind.isEmpty()) {
            return null;
        }
        int desired = behind.stream()
                .mapToInt(one -> one.activity() == null ? 0 : one.activity().desiredCpus())
                .sum();
        ComputeEnvironment.Scaling scaling = behind.get(0).scaling();
        return new CapacityStatus(scaling.minCpus(), desired, scaling.maxCpus(), desired + "/" + scaling.maxCpus());
    }

    private static String requestedAt(Snapshot snapshot) {
        Map<String, String> annotations = snapshot.object().getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(Annotations.RECONCILE_REQUESTED_AT);
    }
}
