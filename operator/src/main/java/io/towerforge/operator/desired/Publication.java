package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.ManualSpec;
import io.towerforge.operator.model.JobDefinition;
import io.towerforge.operator.model.Observation;
import io.towerforge.operator.model.Slot;
import io.towerforge.operator.model.StackId;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What is published of an environment for pipelines. */
public final class Publication {
    private final StackRequest request;

    public Publication(StackRequest request) {
        this.request = request;
    }

    /** The head queue and the compute queue of a Forge environment; the same name twice without a head of its own. */
    public static <Q> Q queues(StackRequest request, BiFunction<String, String, Q> headAndCompute) {
        Place work = Place.work(request.spec().forge());
        Place head = Place.head(request.spec().forge()).orElse(work);
        return headAndCompute.apply(head.queueName(request.stack()), work.queueName(request.stack()));
    }

    /** For a Forge environment. */
    public Map<String, String> data() {
        return queues(request, this::data);
    }

    /** For queues of any origin. */
    public Map<String, String> data(String headQueue, String computeQueue) {
        return new NextflowConfig(settings(headQueue, computeQueue)).data();
    }

    /** The job definition for Nextflow itself, as it should be; empty where the spec wants none. */
    Optional<Slot> headJob() {
        if (!HeadJob.isWanted(request.spec())) {
            return Optional.empty();
        }
        ManualSpec manual = request.spec().manual();
        PipelineSettings settings = manual == null
                ? queues(request, this::settings)
                : settings(name(manual.headQueue()), name(manual.computeQueue()));
        return Optional.of(new HeadJob(request, settings).slot());
    }

    private PipelineSettings settings(String headQueue, String computeQueue) {
        return new PipelineSettings(
                request.stack(),
                request.spec(),
                computeQueue,
                headQueue,
                Optional.ofNullable(executionRole()),
                Optional.ofNullable(logGroup()),
                headJobDefinition(request.stack(), request.seen()));
    }

    /** The name of the job definition for Nextflow itself, once there is one: pipelines are told of nothing that is not there. */
    public static Optional<String> headJobDefinition(StackId stack, Observation seen) {
        return seen.named(JobDefinition.class, JobDefinition.headOf(stack))
                .map(one -> one.resource().name());
    }

    private static String name(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }

    private @Nullable String executionRole() {
        AwsBatchComputeEnvironmentSpec spec = request.spec();
        return spec.forge() == null ? spec.executionRoleArn() : new Roles(request).executionRoleArn();
    }

    private @Nullable String logGroup() {
        AwsBatchComputeEnvironmentSpec spec = request.spec();
        if (spec.forge() == null) {
            return spec.logGroup() == null ? null : spec.logGroup().name();
        }
        return new Logs(request.stack(), spec).name();
    }
}
