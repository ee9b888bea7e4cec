package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.Annotations;
import io.towerforge.api.v1alpha1.BootDiskSpec;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.api.v1alpha1.ProvisioningModel;
import io.towerforge.api.v1alpha1.RunningJobsPolicy;
import io.towerforge.api.v1alpha1.UpdatesSpec;
import io.towerforge.operator.world.UsersNetwork;
import io.towerforge.simulator.core.LiveObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody edits an environment in which jobs run. */
class EditTest {
    private static final UnaryOperator<ForgeSpec> ON_DEMAND =
            forge -> forge.withProvisioningModel(ProvisioningModel.ON_DEMAND).withAllocationStrategy(null);
    private static final UnaryOperator<ForgeSpec> OTHER_TYPES = forge -> forge.withInstanceTypes(List.of("c6id"));

    @ParameterizedTest
    @EnumSource
    void noEditCostsAJobAndAllComesRight(Edit edit) {
        Story story = Story.ofAPipeline();
        String queue = story.queue("work").id();
        Set<String> permissions = Permissions.ofInstances(story);

        story.edit(edit::of);
        story.passes(Duration.ofMinutes(30));
        assertThat(Permissions.ofInstances(story)).containsAll(permissions);
        assertThat(story.readiness()).startsWith("True/");
        assertThat(story.stalled()).isEmpty();
        assertThat(story.lostJobs()).isEmpty();

        story.finishAllJobs();
        story.passes(Duration.ofMinutes(30));
        assertThat(story.lostJobs()).isEmpty();
        assertThat(story.isSettled()).isTrue();
        assertThat(story.queue("work").id()).isEqualTo(queue);
        assertThat(story.objects("AWS::Batch::ComputeEnvironment")).hasSize(edit == Edit.ON_DEMAND ? 1 : 2);
    }

    @Test
    void whatAnEditTakesFromJobsIsTheirsUntilNothingRuns() {
        Story story = Story.ofAPipeline();
        story.edit(Edit.WORK_DIRECTORY::of);
        story.edit(Edit.LOG_GROUP::of);
        story.edit(Edit.EXECUTION_ROLE::of);
        story.passes(Duration.ofMinutes(30));
        assertThat(Permissions.ofInstances(story)).anyMatch(one -> one.contains("acme-other"));

        story.finishAllJobs();
        story.passes(Duration.ofMinutes(30));

        assertThat(Permissions.ofInstances(story))
                .noneMatch(one -> one.endsWith(":s3:::acme-nextflow/*") || one.contains("ExecutionRole"));
        assertThat(story.environment().getStatus().effective().granted().buckets())
                .containsExactly("acme-other");
    }

    @Test
    void whatAnEditTakesIsLeftToAJobThatBeganSecondsBefore() {
        Story story = Story.ofAnEnvironment();
        story.passes(Duration.ofHours(1));
        story.annotate(Annotations.RECONCILE_REQUESTED_AT, "now");
        story.passes(Duration.ofSeconds(1));
        Set<String> permissions = Permissions.ofInstances(story);

        story.submit("work", 4);
        story.passes(Duration.ofSeconds(10));
        story.edit(Edit.WORK_DIRECTORY::of);
        story.passes(Duration.ofSeconds(20));

        assertThat(Permissions.ofInstances(story)).containsAll(permissions);
    }

    @Test
    void ofManyEditsWhileAnUpdateIsUnderWayOnlyTheLastMakesATemplate() {
        Story story = Story.ofAnEnvironment();
        for (int size = 100; size < 110; size++) {
            int gib = size;
            story.editForge(forge -> forge.withBootDisk(new BootDiskSpec(gib, null, null, null)));
            story.passes(Duration.ofSeconds(10));
            assertThat(story.objects("AWS::EC2::LaunchTemplate")).hasSizeLessThanOrEqualTo(2);
        }
        story.passes(Duration.ofMinutes(20));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.one("AWS::EC2::LaunchTemplate").attributes().toString())
                .contains("VolumeSize=109");
        assertThat(story.writes().stream().filter(call -> call.operation().equals("CreateLaunchTemplate")))
                .hasSize(3);
    }

    @Test
    void aPermissionThatWasAddedByHandIsTakenAwayEvenWhileJobsRun() {
        Story story = Story.ofAPipeline();
        Set<String> permissions = Permissions.ofInstances(story);
        story.person()
                .iam()
                .putRolePolicy(
                        request -> request.roleName(story.role("InstanceRole").name())
                                .policyName("nextflow-policy")
                                .policyDocument(
                                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"UseObjects\",\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}"));
        story.passes(Duration.ofMinutes(10));

        assertThat(Permissions.ofInstances(story)).isEqualTo(permissions);
    }

    @Test
    void anotherNetworkIsForInstancesToComeAndThoseThatRunStayInTheirs() {
        Story story = Story.ofAPipeline();
        String before = story.serving("work").name();

        story.edit(Edit.SUBNETS::of);
        story.passes(Duration.ofMinutes(30));

        assertThat(Order.of(story.queue("work"))).hasSize(2).endsWith(before);
        assertThat(subnets(story.serving("work"))).isEqualTo(UsersNetwork.SUBNETS);
        assertThat(story.lostJobs()).isEmpty();
    }

    @Test
    void instancesThatDrainKeepTheProfileTheyWereStartedWith() {
        Story story = Story.ofAPipeline();
        story.edit(Edit.INSTANCE_PROFILE::of);
        story.passes(Duration.ofMinutes(30));
        assertThat(story.objects("AWS::IAM::InstanceProfile"))
                .extracting(LiveObject::name)
                .contains(story.role("InstanceRole").name());

        story.finishAllJobs();
        story.passes(Duration.ofMinutes(30));
        assertThat(story.objects("AWS::IAM::InstanceProfile"))
                .extracting(LiveObject::name)
                .noneMatch(name -> name.startsWith("TowerForge-"));
    }

    @ParameterizedTest
    @EnumSource
    void anEditThatIsUndoneAtOnceLeavesEverythingAsItWas(Edit edit) {
        Story story = Story.ofAPipeline();
        var spec = story.environment().getSpec();

        story.edit(edit::of);
        story.passes(Duration.ofMinutes(2));
        story.edit(any -> spec);
        story.passes(Duration.ofMinutes(20));
        assertThat(story.lostJobs()).isEmpty();
        assertThat(story.readiness()).startsWith("True/");
        story.finishAllJobs();
        story.passes(Duration.ofMinutes(40));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.lostJobs()).isEmpty();
        assertThat(story.objects("AWS::Batch::ComputeEnvironment")).hasSize(2);
        assertThat(story.objects("AWS::Batch::JobQueue")).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void noEditTakesAwayWhatARunningPipelineStillUses(Edit edit) {
        Story story = Story.ofAPipeline();
        String executionRole = story.role("ExecutionRole").id();
        String logGroup = story.one("AWS::Logs::LogGroup").name();

        story.edit(edit::of);
        story.passes(Duration.ofMinutes(30));

        assertThat(story.objects()).extracting("id").contains(executionRole);
        assertThat(story.objects()).extracting("name").contains(logGroup);
    }

    @Test
    void oneEditAfterAnotherNeverNeedsMoreThanThreeEnvironmentsBehindAQueue() {
        Story story = Story.ofAPipeline();
        for (int i = 0; i < 5; i++) {
            int size = 60 + 10 * i;
            story.editForge(forge -> forge.withBootDisk(new BootDiskSpec(size, null, null, null)));
            story.passes(Duration.ofMinutes(3));
            story.submit("work", 4);
            story.passes(Duration.ofMinutes(4));
            assertThat(Order.of(story.queue("work")).size()).isLessThanOrEqualTo(3);
        }
        assertThat(story.lostJobs()).isEmpty();
        assertThat(story.condition("Reconciling").message()).contains("it goes on when the jobs of");

        story.finishAllJobs();
        story.passes(Duration.ofHours(1));
        story.finishAllJobs();
        story.passes(Duration.ofHours(1));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.lostJobs()).isEmpty();
        assertThat(story.objects("AWS::Batch::ComputeEnvironment")).hasSize(2);
    }

    @Test
    void theHeadQueueStaysUntilItsLastHeadJobHasEndedWhenSpotIsGivenUp() {
        Story story = Story.ofAPipeline();

        story.editForge(ON_DEMAND);
        story.passes(Duration.ofHours(2));
        assertThat(story.lostJobs()).isEmpty();
        assertThat(story.queue("head").state()).isEqualTo("DISABLED/VALID");
        assertThat(story.condition("Reconciling").message()).isNotEmpty();
        story.finishAllJobs();
        story.passes(Duration.ofMinutes(30));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.lostJobs()).isEmpty();
        assertThat(story.objects("AWS::Batch::JobQueue")).hasSize(1);
    }

    @Test
    void spotGivenUpAndTakenUpAgainBringsTheHeadQueueBack() {
        Story story = Story.ofAPipeline();
        story.editForge(ON_DEMAND);
        story.passes(Duration.ofMinutes(10));

        story.editForge(forge -> forge.withProvisioningModel(ProvisioningModel.SPOT));
        story.passes(Duration.ofMinutes(20));

        assertThat(story.lostJobs()).isEmpty();
        assertThat(story.queue("head").state()).isEqualTo("ENABLED/VALID");
        assertThat(story.readiness()).startsWith("True/");
    }

    @Test
    void pipelinesGoOnWhileSpotIsTakenUpAndHearOfTheHeadQueueOnceItIsThere() {
        Story story = Story.begins();
        story.world().cluster().apply(Story.NAME, Edit.ON_DEMAND.of(Story.SPOT));
        story.passes(Duration.ofMinutes(4));

        story.edit(any -> Story.SPOT);
        for (int i = 0; i < 30; i++) {
            story.passes(Duration.ofSeconds(2));
            assertThat(story.readiness()).startsWith("True/");
            String told = story.world().cluster().configMap("rnaseq-nextflow").get("head-queue");
            assertThat(story.objects("AWS::Batch::JobQueue"))
                    .anyMatch(
                            queue -> queue.name().equals(told) && queue.state().startsWith("ENABLED/"));
        }
        story.passes(Duration.ofMinutes(10));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.world().cluster().configMap("rnaseq-nextflow"))
                .containsEntry("head-queue", story.queue("head").name());
    }

    @Test
    void aLowerMaximumWaitsForWhatIsInUse() {
        Story story = Story.ofAPipeline();

        story.editForge(forge -> forge.withMaxCpus(4));
        story.passes(Duration.ofMinutes(20));
        assertThat(story.lostJobs()).isEmpty();
        assertThat(story.condition("Reconciling").message()).contains("maxCpus goes down to 4");
        story.finishAllJobs();
        story.passes(Duration.ofMinutes(20));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.serving("work").attributes().toString()).contains("maxvCpus=4,");
    }

    @Test
    void jobsAreEndedByAnEditOnlyWhereTheSpecSaysSo() {
        Story story = Story.ofAPipeline();
        story.editForge(forge -> forge.withUpdates(new UpdatesSpec(RunningJobsPolicy.TERMINATE)));
        story.passes(Duration.ofMinutes(10));
        assertThat(story.lostJobs()).isEmpty();

        story.editForge(OTHER_TYPES);
        story.passes(Duration.ofMinutes(40));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.lostJobs())
                .hasSize(2)
                .allSatisfy(job -> assertThat(job.queue()).endsWith("-work"));
        assertThat(story.objects("AWS::Batch::ComputeEnvironment")).hasSize(2);
    }

    private static Object subnets(LiveObject environment) {
        return ((Map<?, ?>) environment.attributes().get("computeResources")).get("subnets");
    }
}
