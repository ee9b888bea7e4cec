package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.batch.model.CEState;
import software.amazon.awssdk.services.batch.model.JQState;

/** Somebody deletes by hand what takes several steps to delete. */
class DeletedByHandTest {
    private static final Duration A_STEP = Duration.ofSeconds(30);
    private static final Duration UNTIL_REPAIRED = Duration.ofMinutes(25);

    @Test
    void aQueueIsMadeAgainUnderItsName() {
        Story story = Story.ofAnEnvironment();
        String arn = story.queue("work").id();
        story.person().batch().updateJobQueue(request -> request.jobQueue(arn).state(JQState.DISABLED));
        story.passesWithoutTheOperator(A_STEP);
        story.person().batch().deleteJobQueue(request -> request.jobQueue(arn));
        story.passes(UNTIL_REPAIRED);

        assertThat(story.isSettled()).isTrue();
        assertThat(story.queue("work").id()).isEqualTo(arn);
        assertThat(story.events("DriftCorrected")).singleElement().asString().contains("create job queue");
    }

    @Test
    void aQueueThatIsSeenGoingIsMadeAgainAsARepair() {
        Story story = Story.ofAnEnvironment();
        String arn = story.queue("work").id();
        story.person().batch().updateJobQueue(request -> request.jobQueue(arn).state(JQState.DISABLED));
        story.passesWithoutTheOperator(A_STEP);
        story.person().batch().deleteJobQueue(request -> request.jobQueue(arn));

        story.annotate("towerforge.io/reconcile-requested-at", "now");
        story.passes(Duration.ofSeconds(1));
        assertThat(story.readiness()).isEqualTo("Unknown/Repairing");
        assertThat(story.condition("Ready").message()).contains("made again once it is gone");
        story.passes(UNTIL_REPAIRED);

        assertThat(story.isSettled()).isTrue();
        assertThat(story.queue("work").id()).isEqualTo(arn);
        assertThat(story.events("DriftCorrected")).singleElement().asString().contains("create job queue");
    }

    @Test
    void anEnvironmentIsMadeAgainAndTheQueueComesBackToIt() {
        Story story = Story.ofAnEnvironment();
        String queue = story.queue("work").id();
        String environment = story.serving("work").name();
        Deed.REORDERS_THE_QUEUE.to(story);
        story.passesWithoutTheOperator(A_STEP);
        story.person()
                .batch()
                .updateComputeEnvironment(
                        request -> request.computeEnvironment(environment).state(CEState.DISABLED));
        story.passesWithoutTheOperator(A_STEP);
        story.person().batch().deleteComputeEnvironment(request -> request.computeEnvironment(environment));
        story.passes(UNTIL_REPAIRED);

        assertThat(story.isSettled()).isTrue();
        assertThat(story.queue("work").id()).isEqualTo(queue);
        assertThat(story.serving("work").state()).isEqualTo("ENABLED/VALID");
        assertThat(story.events("DriftCorrected")).isNotEmpty();
    }

    @Test
    void theInstanceRoleIsMadeAgainWhileJobsRun() {
        Story story = Story.ofAPipeline();
        String role = story.role("InstanceRole").name();
        Deed.EMPTIES_THE_PROFILE.to(story);
        Deed.DELETES_THE_INLINE_POLICY.to(story);
        story.person()
                .iam()
                .detachRolePolicy(request -> request.roleName(role)
                        .policyArn("arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"));
        story.person().iam().deleteRole(request -> request.roleName(role));
        story.passes(UNTIL_REPAIRED);

        assertThat(story.isSettled()).isTrue();
        assertThat(story.lostJobs()).isEmpty();
        assertThat(story.role("InstanceRole").attributes().toString()).contains("nextflow-policy");
        assertThat(story.one("AWS::IAM::InstanceProfile").attributes().toString())
                .contains(role);
    }
}
