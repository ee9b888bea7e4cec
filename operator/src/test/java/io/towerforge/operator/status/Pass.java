package io.towerforge.operator.status;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.Condition;
import io.towerforge.operator.apply.Outcome;
import io.towerforge.operator.apply.StepOutcome;
import io.towerforge.operator.aws.AwsFailure;
import io.towerforge.operator.aws.ErrorClass;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.ComputeEnvironment.Activity;
import io.towerforge.operator.model.ComputeEnvironment.Instances;
import io.towerforge.operator.model.ComputeEnvironment.LaunchTemplateVersion;
import io.towerforge.operator.model.ComputeEnvironment.Network;
import io.towerforge.operator.model.ComputeEnvironment.Purchase;
import io.towerforge.operator.model.ComputeEnvironment.Scaling;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.FactsBuilder;
import io.towerforge.operator.model.JobQueue;
import io.towerforge.operator.model.MachineImage;
import io.towerforge.operator.model.Observation;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Observed.State;
import io.towerforge.operator.model.Slot;
import io.towerforge.operator.model.Stack;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import io.towerforge.operator.plan.Plan;
import io.towerforge.operator.plan.Planner;
import io.towerforge.operator.plan.Step;
import io.towerforge.operator.plan.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Passes over one environment, reduced to what a status is worked out from: an object that is stored, and a moment. */
final class Pass {
    static final String QUEUE = "TowerForge-1-work";
    static final StackId STACK = new StackId("cluster", "uid", "genomics", "rnaseq", "1");
    static final Facts FACTS = FactsBuilder.builder()
            .accountId("111122223333")
            .partition("aws")
            .region("eu-west-1")
            .image(new MachineImage("ami-1", MachineImage.AMAZON_LINUX_2023))
            .headImage(new MachineImage("ami-1", MachineImage.AMAZON_LINUX_2023))
            .vpcId("vpc-1")
            .network(new Network(Set.of("subnet-1"), Set.of("sg-1")))
            .computeEnvironments(1)
            .build();

    private final AwsBatchComputeEnvironment object = new AwsBatchComputeEnvironment();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    Pass() {
        object.setMetadata(new ObjectMetaBuilder()
                .withName("rnaseq")
                .withNamespace("genomics")
                .withUid("uid")
                .withGeneration(1L)
                .build());
        object.setSpec(io.fabric8.kubernetes.client.utils.Serialization.unmarshal(
                "region: eu-west-1\nworkDirectory: s3://acme/work\nforge: { maxCpus: 64 }\n",
                AwsBatchComputeEnvironmentSpec.class));
    }

    AwsBatchComputeEnvironment object() {
        return object;
    }

    Instant now() {
        return now;
    }

    Pass later(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    Pass edited() {
        object.getMetadata().setGeneration(object.getMetadata().getGeneration() + 1);
        return this;
    }

    Pass deleted() {
        object.getMetadata().setDeletionTimestamp(now.toString());
        return this;
    }

    /** Writes a verdict on nothing but the object and the moment. */
    Pass says(Function<Verdict, List<Condition>> verdict) {
        Snapshot snapshot = new Snapshot(object, "1", now);
        object.setStatus(StatusFactory.of(snapshot, verdict.apply(new Verdict(snapshot))));
        return this;
    }

    /** Writes the status after a pass that saw, decided and did this. */
    Pass sees(Progress progress) {
        return says(progress, verdict -> verdict.after(progress));
    }

    Pass says(Progress progress, Function<Verdict, List<Condition>> verdict) {
        Snapshot snapshot = new Snapshot(object, "1", now);
        object.setStatus(StatusFactory.of(snapshot, progress, verdict.apply(new Verdict(snapshot))));
        return this;
    }

    Condition condition(String type) {
        return object.getStatus().conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no condition " + type));
    }

    /** How a condition reads in the table: {@code True/Available}, or {@code -} when it is not true and says nothing. */
    String reads(String type) {
        if (object.getStatus() == null) {
            return "-";
        }
        Condition condition = condition(type);
        boolean shown = type.equals("Ready") || condition.status() == io.towerforge.api.v1alpha1.ConditionStatus.TRUE;
        return shown ? condition.status().value() + "/" + condition.reason() : "-";
    }

    /** Everything is as it should be. */
    static Progress settled() {
        return progress(serving(), Outcome.NOTHING, serving());
    }

    /** The environment serves, and an edit is under way. */
    static Progress updating() {
        return progress(
                serving(),
                Outcome.NOTHING,
                serving(environment -> new ComputeEnvironment(
                        environment.name(),
                        true,
                        new Scaling(0, 512),
                        environment.instances(),
                        environment.tags(),
                        null,
                        null)));
    }

    /** Nothing is there yet. */
    static Progress creating() {
        return progress(List.of(), Outcome.NOTHING, serving());
    }

    /** Nothing is there, and AWS refused the first step. */
    static Progress refused(ErrorClass errorClass, String reason) {
        return refusedBeside(List.of(), errorClass, reason);
    }

    static Progress refusedBeside(List<Observed<?>> seen, ErrorClass errorClass, String reason) {
        Step step = new Step(Verb.CREATE, environment().id(), environment(), null, List.of(), "");
        AwsFailure failure = new AwsFailure(errorClass, reason, "AWS says no.", null);
        return progress(seen, new Outcome(List.of(new StepOutcome(step, failure)), false), serving());
    }

    /** AWS has made the compute environment, and calls it INVALID. */
    static Progress invalid() {
        List<Observed<?>> seen = List.of(new Observed<>(environment(), State.FAILED, "CLIENT_ERROR - not authorized"));
        return progress(seen, Outcome.NOTHING, serving());
    }

    /** A deletion that sees these, and still wants those. */
    static Progress deletion(List<Observed<?>> seen, Slot... wanted) {
        return progressOf(seen, Outcome.NOTHING, new Stack(List.of(wanted)));
    }

    static List<Observed<?>> serving() {
        return serving(environment -> environment);
    }

    private static List<Observed<?>> serving(UnaryOperator<ComputeEnvironment> edit) {
        List<Observed<?>> seen = new ArrayList<>();
        seen.add(new Observed<>(edit.apply(environment()), State.READY, ""));
        seen.add(new Observed<>(queue(), State.READY, ""));
        return seen;
    }

    static Progress progress(List<Observed<?>> seen, Outcome outcome, List<Observed<?>> wanted) {
        return progressOf(
                seen,
                outcome,
                new Stack(wanted.stream().map(one -> Slot.of(one.resource())).toList()));
    }

    private static Progress progressOf(List<Observed<?>> seen, Outcome outcome, Stack stack) {
        Observation observation = new Observation(seen);
        Plan plan = Planner.plan(stack, observation);
        return new Progress(FACTS, observation, plan, outcome, new Progress.Queues(QUEUE, QUEUE), null);
    }

    static JobQueue queue() {
        return new JobQueue(QUEUE, true, List.of(QUEUE + "-a"), Set.of(), Tags.of(STACK, "work-queue", Map.of()), null);
    }

    static ComputeEnvironment environment() {
        return new ComputeEnvironment(
                QUEUE + "-a",
                true,
                new Scaling(0, 64),
                new Instances(
                        new Purchase(false, "BEST_FIT_PROGRESSIVE", null, null),
                        Set.of("optimal"),
                        new MachineImage("ami-1", MachineImage.AMAZON_LINUX_2023),
                        FACTS.network(),
                        "arn:aws:iam::111122223333:instance-profile/profile",
                        new LaunchTemplateVersion(null, "lt-1", "1"),
                        "",
                        Tags.of(STACK, "instance", Map.of())),
                Tags.of(STACK, "work-environment", Map.of()),
                null,
                new Activity(8, true));
    }
}
