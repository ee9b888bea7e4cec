package io.towerforge.operator.aws.batch;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.Mark;
import io.towerforge.operator.aws.ResourceManager;
import io.towerforge.operator.aws.SharedList;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.JobDefinition;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.RegisterJobDefinitionRequest;
import software.amazon.awssdk.services.batch.model.RegisterJobDefinitionResponse;

/**
 * Job definitions. An edit registers a new revision and then deregisters ours that are older; jobs that were submitted with those go
 * on (AWS Batch API reference, DeregisterJobDefinition).
 */
public final class JobDefinitionManager implements ResourceManager<JobDefinition> {
    private static final Comparator<software.amazon.awssdk.services.batch.model.JobDefinition> BY_REVISION =
            Comparator.comparing(software.amazon.awssdk.services.batch.model.JobDefinition::revision);

    private final BatchClient batch;
    private final BatchTags tags;
    private final JobDefinitionReads reads;

    public JobDefinitionManager(BatchClient batch, InstantSource clock) {
        this.batch = batch;
        this.tags = new BatchTags(batch);
        this.reads = new JobDefinitionReads(batch, clock);
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.JOB_DEFINITION;
    }

    /** A stack has one job definition, that of its head job. */
    @Override
    public List<Observed<JobDefinition>> observe(StackId stack, Instant notOlderThan) {
        SharedList<software.amazon.awssdk.services.batch.model.JobDefinition> list =
                reads.of(JobDefinition.headOf(stack));
        List<software.amazon.awssdk.services.batch.model.JobDefinition> revisions =
                newestFirst(list.get(reads.oldest(notOlderThan)), one -> true);
        List<software.amazon.awssdk.services.batch.model.JobDefinition> ours =
                newestFirst(revisions, one -> Tags.marks(one.tags(), stack));
        if (ours.isEmpty()) {
            return List.of();
        }
        boolean newest = ours.get(0).revision().equals(revisions.get(0).revision());
        return List.of(new Observed<>(
                JobDefinitionMapping.read(ours.get(0), newest, ours.size() - 1), Observed.State.READY, ""));
    }

    @Override
    public void create(JobDefinition desired) {
        SharedList<software.amazon.awssdk.services.batch.model.JobDefinition> list = reads.of(desired.name());
        Mark.in(desired.tags(), desired.id())
                .claim(
                        desired.id(),
                        () -> holder(list, Instant.MIN),
                        () -> holder(list, Instant.MAX),
                        () -> makeFirstRevision(desired, list));
    }

    /**
     * Revisions are numbered from 1. A later number may be the second of two, made because the SDK asked again after an answer was
     * lost: RegisterJobDefinition knows no client token. So it is looked at.
     */
    private void makeFirstRevision(
            JobDefinition desired, SharedList<software.amazon.awssdk.services.batch.model.JobDefinition> list) {
        list.make(() -> register(
                desired, JobDefinitionMapping.register(desired, desired.tags().all())));
        if (newestFirst(list.get(Instant.MIN), one -> true).get(0).revision() > 1) {
            list.changed();
        }
    }

    @Override
    public void update(JobDefinition desired, Observed<JobDefinition> actual, List<FieldDiff> diff) {
        List<software.amazon.awssdk.services.batch.model.JobDefinition> ours = owned(actual);
        SharedList<software.amazon.awssdk.services.batch.model.JobDefinition> list = reads.of(desired.name());
        if (diff.stream().anyMatch(JobDefinitionManager::needsARevision)) {
            Map<String, String> all = new TreeMap<>(ours.get(0).tags());
            all.keySet().removeAll(Tags.read(ours.get(0).tags()).all().keySet());
            all.putAll(desired.tags().all());
            list.write(
                    "register " + desired.id(),
                    () -> batch.registerJobDefinition(JobDefinitionMapping.register(desired, all)));
            ours.forEach(one -> deregister(desired.id(), list, one));
            return;
        }
        ours.stream().skip(1).forEach(one -> deregister(desired.id(), list, one));
        if (FieldDiff.touches(diff, "tags")) {
            list.write(
                    "tag " + desired.id(),
                    () -> tags.set(
                            ours.get(0).jobDefinitionArn(),
                            desired.tags(),
                            actual.resource().tags()));
        }
    }

    @Override
    public void delete(Observed<JobDefinition> actual) {
        SharedList<software.amazon.awssdk.services.batch.model.JobDefinition> list =
                reads.of(actual.resource().name());
        owned(actual).forEach(one -> deregister(actual.id(), list, one));
    }

    private static boolean needsARevision(FieldDiff diff) {
        return !diff.field().equals("tags") && !diff.field().equals("superseded");
    }

    private software.amazon.awssdk.services.batch.model.JobDefinition register(
            JobDefinition desired, RegisterJobDefinitionRequest request) {
        RegisterJobDefinitionResponse made =
                Aws.call("register " + desired.id(), () -> batch.registerJobDefinition(request));
        return JobDefinitionMapping.asRegistered(request, made);
    }

    private void deregister(
            ResourceId id,
            SharedList<software.amazon.awssdk.services.batch.model.JobDefinition> list,
            software.amazon.awssdk.services.batch.model.JobDefinition revision) {
        list.remove(
                "deregister revision " + revision.revision() + " of " + id,
                revision.jobDefinitionArn(),
                () -> batch.deregisterJobDefinition(request -> request.jobDefinition(revision.jobDefinitionArn())));
    }

    /** Our revisions, newest first. */
    private List<software.amazon.awssdk.services.batch.model.JobDefinition> owned(Observed<JobDefinition> actual) {
        List<software.amazon.awssdk.services.batch.model.JobDefinition> all =
                newestFirst(reads.of(actual.resource().name()).get(Instant.MIN), one -> true);
        if (all.isEmpty()) {
            throw Mark.gone(actual.id());
        }
        Mark mark = Mark.in(actual.resource().tags(), actual.id());
        List<software.amazon.awssdk.services.batch.model.JobDefinition> ours =
                newestFirst(all, one -> mark.isOn(one.tags()));
        if (ours.isEmpty()) {
            mark.mustBeOn(actual.id(), all.get(0).tags());
        }
        return ours;
    }

    private static Optional<Map<String, String>> holder(
            SharedList<software.amazon.awssdk.services.batch.model.JobDefinition> list, Instant notOlderThan) {
        return newestFirst(list.get(notOlderThan), one -> true).stream()
                .map(software.amazon.awssdk.services.batch.model.JobDefinition::tags)
                .findFirst();
    }

    private static List<software.amazon.awssdk.services.batch.model.JobDefinition> newestFirst(
            List<software.amazon.awssdk.services.batch.model.JobDefinition> revisions,
            Predicate<software.amazon.awssdk.services.batch.model.JobDefinition> which) {
        return revisions.stream().filter(which).sorted(BY_REVISION.reversed()).toList();
    }
}
