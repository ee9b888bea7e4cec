package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
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
        return new NextflowConfig(new PipelineSettings(
                        request.stack(),
                        request.spec(),
                        computeQueue,
                        headQueue,
                        Optional.ofNullable(executionRole()),
                        Optional.ofNullable(logGroup())))
                .data();
    }

    private @Nullable String executionRole() {
        AwsBatchComputeEnvironmentSpec spec = request.spec();
        return spec.forge() == null
                ? spec.executionRoleArn()
                : new Roles(request.stack(), spec, request.facts()).executionRoleArn();
    }

    private @Nullable String logGroup() {
        AwsBatchComputeEnvironmentSpec spec = request.spec();
        if (spec.forge() == null) {
            return spec.logGroup() == null ? null : spec.logGroup().name();
        }
        return new Logs(request.stack(), spec).name();
    }
}
