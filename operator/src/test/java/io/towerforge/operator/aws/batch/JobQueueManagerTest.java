package io.towerforge.operator.aws.batch;

import io.towerforge.operator.aws.ExampleStack;
import io.towerforge.operator.aws.Meddling;
import io.towerforge.operator.aws.ResourceManagerContract;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.JobQueue;
import io.towerforge.operator.model.JobQueue.JobStateLimit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.JQState;

class JobQueueManagerTest extends ResourceManagerContract<JobQueue> {
    private ComputeEnvironment first;
    private ComputeEnvironment second;

    @Override
    protected JobQueue prepare() {
        Ground ground = new Ground(world);
        first = ground.environment("work-1");
        second = ground.environment("work-2");
        world.catchUp();
        for (ComputeEnvironment environment : List.of(first, second)) {
            world.somebody().batch().createComputeEnvironment(ComputeEnvironmentRequests.create(environment));
        }
        return ExampleStack.jobQueue(first.name());
    }

    @Override
    protected List<JobQueue> edits() {
        return List.of(
                with(true, List.of(first.name(), second.name()), desired.limits()),
                with(true, List.of(second.name(), first.name()), desired.limits()),
                with(true, List.of(second.name()), desired.limits()),
                with(true, desired.computeEnvironments(), Set.of()),
                with(
                        true,
                        desired.computeEnvironments(),
                        Set.of(new JobStateLimit("MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT", 1_200))),
                with(false, desired.computeEnvironments(), desired.limits()),
                new JobQueue(
                        desired.name(),
                        true,
                        desired.computeEnvironments(),
                        desired.limits(),
                        ExampleStack.otherTags("other"),
                        null));
    }

    @Override
    protected List<Meddling> meddlings() {
        BatchClient batch = world.somebody().batch();
        String name = desired.name();
        return List.of(
                new Meddling(
                        "it is disabled",
                        () -> batch.updateJobQueue(
                                request -> request.jobQueue(name).state(JQState.DISABLED))),
                new Meddling(
                        "it is put before other queues",
                        () -> batch.updateJobQueue(
                                request -> request.jobQueue(name).priority(9))),
                new Meddling(
                        "an environment is put before ours",
                        () -> batch.updateJobQueue(request -> request.jobQueue(name)
                                .computeEnvironmentOrder(
                                        entry -> entry.order(7).computeEnvironment(first.name()),
                                        entry -> entry.order(3).computeEnvironment(second.name())))),
                new Meddling(
                        "the limits are taken away",
                        () -> batch.updateJobQueue(
                                request -> request.jobQueue(name).jobStateTimeLimitActions(List.of()))),
                new Meddling("a label is taken off", () -> untag("team")),
                new Meddling(
                        "a label is changed",
                        () -> batch.tagResource(
                                request -> request.resourceArn(arn()).tags(Map.of("team", "others")))));
    }

    @Override
    protected void plant(Map<String, String> tags) {
        world.catchUp();
        world.somebody()
                .batch()
                .createJobQueue(new JobQueueMapping(name -> name)
                        .create(desired).toBuilder().tags(tags).build());
    }

    @Override
    protected void untag(String key) {
        world.somebody()
                .batch()
                .untagResource(request -> request.resourceArn(arn()).tagKeys(key));
    }

    private JobQueue with(boolean enabled, List<String> environments, Set<JobStateLimit> limits) {
        return new JobQueue(desired.name(), enabled, environments, limits, desired.tags(), null);
    }

    private String arn() {
        return ours().get(0).id();
    }
}
