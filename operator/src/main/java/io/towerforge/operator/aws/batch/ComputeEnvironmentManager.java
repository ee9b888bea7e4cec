package io.towerforge.operator.aws.batch;

import io.towerforge.operator.aws.Mark;
import io.towerforge.operator.aws.ResourceManager;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.CEState;
import software.amazon.awssdk.services.batch.model.CEStatus;
import software.amazon.awssdk.services.batch.model.ComputeEnvironmentDetail;
import software.amazon.awssdk.services.batch.model.ComputeResourceUpdate;
import software.amazon.awssdk.services.batch.model.CreateComputeEnvironmentRequest;
import software.amazon.awssdk.services.batch.model.CreateComputeEnvironmentResponse;
import software.amazon.awssdk.services.batch.model.JobQueueDetail;
import software.amazon.awssdk.services.batch.model.UpdateComputeEnvironmentRequest;

/** Managed compute environments. Batch makes and changes them in its own time, and so does everything here. */
public final class ComputeEnvironmentManager implements ResourceManager<ComputeEnvironment> {
    private final BatchClient batch;
    private final BatchLists lists;
    private final BatchTags tags;
    private final ActiveJobs jobs;

    public ComputeEnvironmentManager(BatchClient batch, BatchLists lists) {
        this.batch = batch;
        this.lists = lists;
        this.tags = new BatchTags(batch);
        this.jobs = new ActiveJobs(batch);
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.COMPUTE_ENVIRONMENT;
    }

    @Override
    public List<Observed<ComputeEnvironment>> observe(StackId stack, Instant notOlderThan) {
        return lists.environments().get(notOlderThan, one -> Tags.marks(one.tags(), stack)).stream()
                .filter(one -> Tags.marks(one.tags(), stack))
                .flatMap(one -> BatchStatus.state(one.statusAsString())
                        .map(state -> new Observed<>(
                                ComputeEnvironmentMapping.read(one, isBusy(one, notOlderThan)),
                                state,
                                BatchStatus.orEmpty(one.statusReason())))
                        .stream())
                .toList();
    }

    @Override
    public void create(ComputeEnvironment desired) {
        CreateComputeEnvironmentRequest request = ComputeEnvironmentRequests.create(desired);
        Mark.in(desired.tags(), desired.id())
                .claim(desired.id(), () -> known(desired.name()), () -> now(desired.name()), () -> {
                    CreateComputeEnvironmentResponse made = lists.environments()
                            .write("create " + desired.id(), () -> batch.createComputeEnvironment(request));
                    lists.environments()
                            .wrote(ComputeEnvironmentMapping.asCreated(request, made.computeEnvironmentArn()));
                });
    }

    @Override
    public void update(ComputeEnvironment desired, Observed<ComputeEnvironment> actual, List<FieldDiff> diff) {
        ComputeEnvironmentDetail detail = owned(actual);
        if (FieldDiff.touches(diff, "tags")) {
            lists.environments()
                    .write(
                            "tag " + desired.id(),
                            () -> tags.set(
                                    detail.computeEnvironmentArn(),
                                    desired.tags(),
                                    actual.resource().tags()));
        }
        ComputeEnvironmentRequests.update(desired, detail, diff).ifPresent(request -> send(desired.id(), request));
    }

    /**
     * An enabled environment is disabled first and its minimum set to 0, because Batch keeps {@code minvCpus} for a disabled
     * environment as well and refuses to delete an enabled one (AWS Batch API reference, DeleteComputeEnvironment).
     */
    @Override
    public void delete(Observed<ComputeEnvironment> actual) {
        ComputeEnvironmentDetail detail = owned(actual);
        String name = detail.computeEnvironmentName();
        if (detail.state() != CEState.DISABLED) {
            send(
                    actual.id(),
                    UpdateComputeEnvironmentRequest.builder()
                            .computeEnvironment(name)
                            .state(CEState.DISABLED)
                            .computeResources(
                                    ComputeEnvironmentMapping.isFargate(detail)
                                            ? null
                                            : ComputeResourceUpdate.builder()
                                                    .minvCpus(0)
                                                    .build())
                            .build());
            return;
        }
        lists.environments()
                .writeUnlessAbsent(
                        "delete " + actual.id(),
                        () -> batch.deleteComputeEnvironment(request -> request.computeEnvironment(name)));
    }

    private void send(ResourceId id, UpdateComputeEnvironmentRequest request) {
        lists.environments().write("update " + id, () -> batch.updateComputeEnvironment(request));
    }

    /**
     * Whether jobs may be on its instances. Batch wants vCPUs only while jobs ask for them, unless a minimum is set: then the
     * queues are asked. An INVALID environment is not scaled at all (AWS Batch user guide, "INVALID compute environment"), so its
     * number says nothing either, and a queue may have had to let go of it: then all queues of its owner are asked. For Fargate
     * Batch shows no number at all.
     */
    private boolean isBusy(ComputeEnvironmentDetail detail, Instant notOlderThan) {
        if (ComputeEnvironmentMapping.isFargate(detail)) {
            return lists.queues().get(notOlderThan).stream()
                    .filter(queue -> lists(queue, detail))
                    .anyMatch(queue -> jobs.anyOnInstances(queue.jobQueueName()));
        }
        if (ComputeEnvironmentMapping.desiredCpus(detail) == 0) {
            return false;
        }
        boolean invalid = detail.status() == CEStatus.INVALID;
        if (ComputeEnvironmentMapping.minCpus(detail) == 0 && !invalid) {
            return true;
        }
        return lists.queues().get(notOlderThan).stream()
                .filter(queue -> lists(queue, detail) || (invalid && haveOneOwner(queue, detail)))
                .anyMatch(queue -> jobs.anyOnInstances(queue.jobQueueName()));
    }

    private static boolean lists(JobQueueDetail queue, ComputeEnvironmentDetail environment) {
        return queue.computeEnvironmentOrder().stream()
                .anyMatch(entry ->
                        BatchStatus.name(entry.computeEnvironment()).equals(environment.computeEnvironmentName()));
    }

    private static boolean haveOneOwner(JobQueueDetail queue, ComputeEnvironmentDetail environment) {
        return Objects.equals(queue.tags().get(Tags.CLUSTER), environment.tags().get(Tags.CLUSTER))
                && Objects.equals(queue.tags().get(Tags.UID), environment.tags().get(Tags.UID));
    }

    private ComputeEnvironmentDetail owned(Observed<ComputeEnvironment> actual) {
        ComputeEnvironmentDetail detail =
                lists.environments().known(actual.resource().name()).orElseThrow(() -> Mark.gone(actual.id()));
        Mark.in(actual.resource().tags(), actual.id()).mustBeOn(actual.id(), detail.tags());
        return detail;
    }

    private Optional<Map<String, String>> known(String name) {
        return lists.environments()
                .known(name)
                .filter(one -> BatchStatus.state(one.statusAsString()).isPresent())
                .map(ComputeEnvironmentDetail::tags);
    }

    private Optional<Map<String, String>> now(String name) {
        lists.environments().get(Instant.MIN);
        return known(name);
    }
}
