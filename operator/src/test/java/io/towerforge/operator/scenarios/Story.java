package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpecBuilder;
import io.towerforge.api.v1alpha1.Condition;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.api.v1alpha1.ForgeSpecBuilder;
import io.towerforge.operator.world.UsersRoles;
import io.towerforge.operator.world.World;
import io.towerforge.simulator.AwsClients;
import io.towerforge.simulator.batch.JobEnd;
import io.towerforge.simulator.batch.JobRecord;
import io.towerforge.simulator.core.Call;
import io.towerforge.simulator.core.LiveObject;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** One environment, {@code rnaseq}, in an account of its own, and what a person can do to it and see of it. */
final class Story {
    static final String NAME = "rnaseq";

    /** Longer than a settled environment is left alone. */
    static final Duration UNTIL_THE_NEXT_PASS = Duration.ofMinutes(6);

    static final AwsBatchComputeEnvironmentSpec SPOT = AwsBatchComputeEnvironmentSpecBuilder.builder()
            .region("eu-west-1")
            .workDirectory("s3://acme-nextflow/work")
            .forge(ForgeSpecBuilder.builder().maxCpus(256).build())
            .build();

    private final World world;
    private final AwsClients person;

    private Story(Timings timings) {
        world = new World(timings);
        person = world.aws().as("person");
    }

    /** Nothing has happened yet. */
    static Story begins() {
        return new Story(Timings.realistic());
    }

    /** A Spot environment has been made and is used by nobody yet. */
    static Story ofAnEnvironment() {
        Story story = begins();
        story.world.cluster().apply(NAME, SPOT);
        story.passes(Duration.ofMinutes(4));
        assertThat(story.readiness()).isEqualTo("True/Available");
        return story;
    }

    /** A Spot environment in which a pipeline runs: Nextflow itself, and two tasks. */
    static Story ofAPipeline() {
        Story story = ofAnEnvironment();
        story.submit("head", 2);
        story.submit("work", 8);
        story.submit("work", 4);
        story.passes(UNTIL_THE_NEXT_PASS);
        assertThat(story.world.aws().jobs())
                .allSatisfy(job -> assertThat(job.startedAt()).isNotNull());
        return story;
    }

    World world() {
        return world;
    }

    /** The clients of somebody with the AWS console open. */
    AwsClients person() {
        return person;
    }

    /** A job that runs until it is finished. */
    String submit(String place, int cpus) {
        return world.aws().submit(queue(place).name(), "task", cpus, null);
    }

    void finishAllJobs() {
        world.aws().jobs().stream()
                .filter(job -> job.end() == null && job.startedAt() != null)
                .forEach(job -> world.aws().finish(job.id()));
    }

    /** Time goes by. */
    void passes(Duration duration) {
        world.run(duration);
    }

    /** Time goes by while the operator is away. */
    void passesWithoutTheOperator(Duration duration) {
        world.clock().advance(duration);
    }

    void edit(UnaryOperator<AwsBatchComputeEnvironmentSpec> edit) {
        world.cluster().edit(NAME, edit);
        world.wake();
    }

    void editForge(UnaryOperator<ForgeSpec> edit) {
        edit(spec -> spec.withForge(edit.apply(spec.forge())));
    }

    void annotate(String annotation, String value) {
        world.cluster().annotate(NAME, annotation, value);
        world.wake();
    }

    void delete() {
        world.cluster().delete(NAME);
        world.wake();
    }

    boolean isGone() {
        return world.cluster().find(NAME).isEmpty();
    }

    AwsBatchComputeEnvironment environment() {
        return world.cluster().find(NAME).orElseThrow();
    }

    Condition condition(String type) {
        return environment().getStatus().conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** Status and reason of {@code Ready}. */
    String readiness() {
        return condition("Ready").status().value() + "/" + condition("Ready").reason();
    }

    /** Reason and message of {@code Stalled}; empty when it is not. */
    String stalled() {
        Condition stalled = condition("Stalled");
        return stalled.status().value().equals("True") ? stalled.reason() + ": " + stalled.message() : "";
    }

    boolean isSettled() {
        return condition("Ready").status().value().equals("True")
                && condition("Reconciling").status().value().equals("False")
                && condition("Stalled").status().value().equals("False");
    }

    List<LiveObject> objects() {
        return world.aws().objects().stream()
                .filter(one -> !UsersRoles.include(one))
                .toList();
    }

    List<LiveObject> objects(String kind) {
        return objects().stream().filter(one -> one.kind().equals(kind)).toList();
    }

    LiveObject queue(String place) {
        return objects("AWS::Batch::JobQueue").stream()
                .filter(one -> one.name().endsWith("-" + place))
                .findFirst()
                .orElseThrow();
    }

    /** The compute environment the queue of a place prefers. */
    LiveObject serving(String place) {
        String first = Order.of(queue(place)).get(0);
        return objects("AWS::Batch::ComputeEnvironment").stream()
                .filter(one -> one.name().equals(first))
                .findFirst()
                .orElseThrow();
    }

    LiveObject one(String kind) {
        return objects(kind).get(0);
    }

    LiveObject role(String suffix) {
        return objects("AWS::IAM::Role").stream()
                .filter(one -> one.name().endsWith(suffix))
                .findFirst()
                .orElseThrow();
    }

    List<String> events(String reason) {
        return world.cluster().events().stream()
                .filter(event -> event.contains(" " + reason + " "))
                .toList();
    }

    List<JobRecord> lostJobs() {
        return world.aws().jobs().stream()
                .filter(job -> job.end() != null && job.end() != JobEnd.SUCCEEDED)
                .toList();
    }

    List<Call> calls() {
        return world.aws().calls().stream()
                .filter(call -> call.actor().equals(World.OPERATOR))
                .toList();
    }

    List<Call> writes() {
        return calls().stream().filter(Call::write).toList();
    }
}
