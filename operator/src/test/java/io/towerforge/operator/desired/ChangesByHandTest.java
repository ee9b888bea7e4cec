package io.towerforge.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.JobQueue;
import io.towerforge.operator.model.LaunchTemplate;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.Tags;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody deletes or changes by hand what the operator made; it comes back, and jobs that run go on. */
class ChangesByHandTest {
    private static final AwsBatchComputeEnvironmentSpec SPEC =
            Scene.forge("provisioningModel: OnDemand", "instanceTypes: [m6i]");
    private static final ResourceId QUEUE = new ResourceId(ResourceKind.JOB_QUEUE, Scene.WORK);

    private Scene scene;

    @BeforeEach
    void anEnvironmentIsThere() {
        scene = Scene.instant().wants(SPEC).settles();
    }

    @Test
    void aDeletedQueueIsMadeAgainUnderItsName() {
        scene.aws.vanish(QUEUE);
        scene.settles();
        assertThat(scene.picture()).containsExactly("work queue [A]", "A m6i open 0-256");
    }

    @Test
    void aDeletedEnvironmentIsMadeAgain() {
        ResourceId environment = scene.environment("A");
        scene.aws.vanish(QUEUE);
        scene.aws.vanish(environment);
        scene.settles();
        assertThat(scene.plan().isSettled()).isTrue();
        assertThat(scene.aws.observe().find(environment)).isPresent();
        assertThat(scene.picture()).containsExactly("work queue [A]", "A m6i open 0-256");
    }

    @Test
    void anEnvironmentThatIsJustBeingDeletedIsNotWaitedFor() {
        scene.aws.vanish(QUEUE);
        scene.aws.beginsToVanish(scene.environment("A"));
        scene.aws.carryOut(scene.plan());
        assertThat(scene.picture()).contains("B m6i open 0-256");
        scene.settles();
        assertThat(scene.picture()).containsExactly("work queue [B]", "B m6i open 0-256");
    }

    @Test
    void aRejectedEnvironmentThatServesNoLongerLeavesTheQueueAtOnce() {
        scene.startsAJob(Scene.WORK, 8)
                .wants(Scene.forge("provisioningModel: OnDemand", "instanceTypes: [c6i]"))
                .settles();
        scene.aws.fail(scene.environment("A"), "no such subnet");
        scene.pass();
        assertThat(scene.picture()).contains("work queue [B]").anyMatch(line -> line.startsWith("A m6i"));
    }

    @Test
    void aDeletedLaunchTemplateIsMadeAgainAndTakenUpInPlaceWhileNothingRuns() {
        ResourceId template = template();
        scene.aws.vanish(template);
        scene.settles();
        assertThat(scene.aws.observe().find(template)).isPresent();
        assertThat(scene.plan().isSettled()).isTrue();
        assertThat(scene.picture()).containsExactly("work queue [A]", "A m6i open 0-256");
    }

    @Test
    void aDeletedLaunchTemplateIsTakenUpBesideWhileAJobRuns() {
        scene.startsAJob(Scene.WORK, 8);
        scene.aws.vanish(template());
        scene.settles();
        assertThat(scene.picture())
                .containsExactly("work queue [B, A]", "A m6i closed 0-256, 8 in use", "B m6i open 0-256");
        assertThat(scene.aws.killed()).isEmpty();
    }

    @Test
    void anEnvironmentWhoseTemplateIsDeletedIsReplacedUnderANameThatIsNotTaken() {
        AwsBatchComputeEnvironmentSpec other = Scene.forge("provisioningModel: OnDemand", "instanceTypes: [c6i]");
        scene.startsAJob(Scene.WORK, 8).wants(other).settles().startsAJob(Scene.WORK, 4);
        scene.wants(SPEC).settles();
        assertThat(scene.picture().get(0)).isEqualTo("work queue [A, B]");
        scene.aws.vanish(template());
        scene.wants(other).settles();
        assertThat(scene.picture())
                .as("its name would be that of B, on which a job runs")
                .contains("work queue [C, A, B]", "B c6i closed 0-256, 4 in use");
        assertThat(scene.aws.killed()).isEmpty();
    }

    @Test
    void everythingDeletedIsMadeAgain() {
        List<String> before = scene.picture();
        scene.aws.observe().all().forEach(one -> scene.aws.vanish(one.id()));
        scene.settles();
        assertThat(scene.picture()).isEqualTo(before);
    }

    @Test
    void aClosedQueueIsOpenedAgain() {
        scene.aws.change(QUEUE, queue -> ((JobQueue) queue).disabled());
        scene.settles();
        assertThat(scene.picture()).contains("work queue [A]");
    }

    @Test
    void aClosedEnvironmentIsOpenedAgain() {
        scene.aws.change(scene.environment("A"), environment -> ((ComputeEnvironment) environment).draining());
        scene.settles();
        assertThat(scene.picture()).contains("A m6i open 0-256");
    }

    @Test
    void anEnvironmentOfSomebodyElseIsTakenOutOfTheQueue() {
        scene.aws.change(
                QUEUE,
                queue -> queueOf(
                        (JobQueue) queue, "foreign", scene.environment("A").name()));
        scene.settles();
        assertThat(scene.picture()).contains("work queue [A]");
    }

    @Test
    void environmentsOfSomebodyElseTakeNoRoomInTheQueue() {
        scene.startsAJob(Scene.WORK, 8);
        scene.aws.change(
                QUEUE,
                queue -> queueOf(
                        (JobQueue) queue,
                        "foreign-1",
                        "foreign-2",
                        scene.environment("A").name()));
        scene.wants(Scene.forge("provisioningModel: OnDemand", "instanceTypes: [c6i]"))
                .settles();
        assertThat(scene.picture().get(0)).isEqualTo("work queue [B, A]");
    }

    @Test
    void aQueueDeletedInAFullAccountComesBackWithTheEnvironmentThatIsThere() {
        scene.startsAJob(Scene.WORK, 8).besideOthers(49);
        scene.aws.vanish(QUEUE);
        scene.wants(Scene.forge("provisioningModel: OnDemand", "instanceTypes: [c6i]"))
                .settles();
        assertThat(scene.picture()).containsExactly("work queue [A]", "A m6i open 0-256, 8 in use");
    }

    @Test
    void aSecondTemplateAndEnvironmentUnderOurMarkAreRemoved() {
        ComputeEnvironment known = (ComputeEnvironment)
                scene.aws.observe().find(scene.environment("A")).orElseThrow().resource();
        scene.aws.plant(new LaunchTemplate(
                Scene.STACK.prefix() + "-00000000",
                null,
                Tags.of(Scene.STACK, "launch-template", java.util.Map.of()),
                "lt-99"));
        scene.aws.plant(new ComputeEnvironment(
                Scene.WORK + "-00000000",
                true,
                known.scaling(),
                known.instances()
                        .withInstanceTypes(Set.of("r6i"))
                        .withLaunchTemplate(
                                new ComputeEnvironment.LaunchTemplateVersion(null, "lt-99", LaunchTemplate.VERSION)),
                known.tags(),
                null,
                null));
        scene.settles();
        assertThat(scene.picture()).containsExactly("work queue [A]", "A m6i open 0-256");
        assertThat(scene.aws.observe().all(LaunchTemplate.class)).hasSize(1);
    }

    private ResourceId template() {
        return scene.aws.observe().all(LaunchTemplate.class).get(0).id();
    }

    private static JobQueue queueOf(JobQueue queue, String... environments) {
        return new JobQueue(
                queue.name(), queue.enabled(), List.of(environments), queue.limits(), queue.tags(), queue.activeJobs());
    }
}
