package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.ComputeJobSpec;
import io.towerforge.api.v1alpha1.RolesSpec;
import io.towerforge.operator.world.UsersRoles;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Roles that users bring, and the limit they put on those that are made. */
class OwnRolesTest {
    private static final AwsBatchComputeEnvironmentSpec ALL_OWN = Story.SPOT
            .withExecutionRoleArn(UsersRoles.EXECUTION)
            .withComputeJob(new ComputeJobSpec(UsersRoles.TASKS))
            .withForge(Story.SPOT
                    .forge()
                    .withRoles(new RolesSpec(UsersRoles.BATCH, UsersRoles.INSTANCE_PROFILE, null, null)));

    @Test
    void whereEveryRoleIsBroughtNoneIsMade() {
        Story story = applied(ALL_OWN);

        assertThat(story.isSettled()).isTrue();
        assertThat(story.objects("AWS::IAM::Role")).isEmpty();
        assertThat(story.objects("AWS::IAM::InstanceProfile")).isEmpty();
        assertThat(story.writes()).noneMatch(call -> call.service().label().equals("iam"));
        assertThat(story.serving("work").attributes().toString())
                .contains("serviceRole=" + UsersRoles.BATCH, "instanceRole=" + UsersRoles.INSTANCE_PROFILE);
    }

    @Test
    void rolesThatAreBroughtOutliveTheEnvironment() {
        Story story = applied(ALL_OWN);
        story.delete();
        story.passes(Duration.ofHours(1));

        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).isEmpty();
        assertThat(story.world().aws().objects().stream().filter(UsersRoles::include))
                .hasSize(6);
    }

    @Test
    void aServiceRoleMakesEveryEditASecondEnvironment() {
        Story story = applied(ALL_OWN);
        String before = story.serving("work").name();
        story.editForge(forge -> forge.withInstanceTypes(java.util.List.of("c6i")));
        story.passes(Duration.ofHours(1));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.serving("work").name()).isNotEqualTo(before);
        assertThat(story.objects("AWS::Batch::ComputeEnvironment")).hasSize(2);
    }

    @Test
    void aServiceRoleThatComesLaterCostsNoJob() {
        Story story = Story.ofAPipeline();
        story.editForge(forge -> forge.withRoles(new RolesSpec(UsersRoles.BATCH, null, null, null)));
        story.passes(Duration.ofHours(1));
        assertThat(story.lostJobs()).isEmpty();
        assertThat(story.serving("work").attributes().toString()).contains("serviceRole=" + UsersRoles.BATCH);
        story.finishAllJobs();
        story.passes(Duration.ofHours(1));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.lostJobs()).isEmpty();
    }

    @Test
    void aBoundaryIsOnEveryRoleThatIsMadeAndGoesWithTheField() {
        Story story = Story.ofAnEnvironment();
        String boundary = "arn:aws:iam::111122223333:policy/genomics-boundary";
        story.editForge(forge -> forge.withRoles(new RolesSpec(null, null, null, boundary)));
        story.passes(Duration.ofMinutes(30));
        assertThat(story.objects("AWS::IAM::Role"))
                .hasSize(2)
                .allSatisfy(role -> assertThat(role.attributes().toString()).contains(boundary));

        story.editForge(forge -> forge.withRoles(null));
        story.passes(Duration.ofMinutes(30));
        assertThat(story.isSettled()).isTrue();
        assertThat(story.objects("AWS::IAM::Role"))
                .allSatisfy(role -> assertThat(role.attributes().toString()).doesNotContain(boundary));
    }

    @Test
    void aRoleThatDoesNotExistIsNamed() {
        Story story = applied(Story.SPOT.withExecutionRoleArn("arn:aws:iam::111122223333:role/absent"));

        assertThat(story.stalled())
                .startsWith("PreflightFailed")
                .contains("`spec.executionRoleArn`", "role/absent", "create it");
        assertThat(story.writes()).isEmpty();
    }

    @Test
    void aRoleThatTrustsSomebodyElseIsNamed() {
        Story story = applied(Story.SPOT.withExecutionRoleArn(UsersRoles.BATCH));

        assertThat(story.stalled()).startsWith("PreflightFailed").contains("does not trust ecs-tasks.amazonaws.com");
    }

    @Test
    void anInstanceProfileThatDoesNotExistIsNamed() {
        Story story = applied(Story.SPOT.withForge(Story.SPOT
                .forge()
                .withRoles(new RolesSpec(null, "arn:aws:iam::111122223333:instance-profile/absent", null, null))));

        assertThat(story.stalled()).startsWith("PreflightFailed").contains("instance-profile/absent");
        assertThat(story.writes()).isEmpty();
    }

    private static Story applied(AwsBatchComputeEnvironmentSpec spec) {
        Story story = Story.begins();
        story.world().cluster().apply(Story.NAME, spec);
        story.passes(Duration.ofMinutes(15));
        return story;
    }
}
