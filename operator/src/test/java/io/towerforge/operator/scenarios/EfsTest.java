package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.DeletionPolicy;
import io.towerforge.api.v1alpha1.EfsAvailability;
import io.towerforge.api.v1alpha1.EfsCreateSpec;
import io.towerforge.api.v1alpha1.EfsSpec;
import io.towerforge.api.v1alpha1.FusionSpec;
import io.towerforge.api.v1alpha1.NetworkSpec;
import io.towerforge.api.v1alpha1.WaveSpec;
import io.towerforge.operator.model.Tags;
import io.towerforge.simulator.core.LiveObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.IpPermission;

/** Environments with an EFS file system that is made for them. */
class EfsTest extends EfsFixture {
    private static final String FILE_SYSTEM = "AWS::EFS::FileSystem";
    private static final String GROUP = "AWS::EC2::SecurityGroup";
    private static final EfsSpec CREATED = new EfsSpec(new EfsCreateSpec(null), null, null);
    private static final EfsSpec ONE_ZONE = new EfsSpec(new EfsCreateSpec(EfsAvailability.ONE_ZONE), null, null);
    private static final Duration UNTIL_REPAIRED = Duration.ofMinutes(25);

    @Test
    void aFileSystemIsMadeEncryptedAndReachableInEveryZoneBeforeTheFirstInstance() {
        applies(Story.SPOT.withForge(Story.SPOT.forge().withEfs(CREATED)));
        while (story.objects("AWS::EC2::LaunchTemplate").isEmpty()) {
            story.passes(Duration.ofSeconds(5));
        }

        assertThat(story.one(FILE_SYSTEM).state()).isEqualTo("available");
        assertThat(story.one(FILE_SYSTEM).attributes()).containsEntry("encrypted", true);
        assertThat(story.one(FILE_SYSTEM).tags())
                .containsEntry("Name", story.one(FILE_SYSTEM).name())
                .containsEntry(Tags.RESOURCE, "efs");
        assertThat(story.objects(TARGET))
                .hasSize(3)
                .allSatisfy(target -> assertThat(target.state()).isEqualTo("available"));
        story.passes(Duration.ofMinutes(4));
        assertThat(story.isSettled()).isTrue();
        assertThat(story.world().cluster().configMap("rnaseq-nextflow").get("nextflow.config"))
                .contains("volumes = ['/mnt/efs']");
    }

    @Test
    void whatSomebodyChangesByHandIsPutRight() {
        String closed = closedGroup();
        ready(forge -> forge.withEfs(CREATED).withNetwork(new NetworkSpec(null, null, List.of(closed))));
        List<LiveObject> before = story.objects();
        LiveObject group = story.one(GROUP);

        story.person()
                .ec2()
                .authorizeSecurityGroupIngress(request -> request.groupId(group.id())
                        .ipPermissions(IpPermission.builder()
                                .ipProtocol("-1")
                                .ipRanges(range -> range.cidrIp("0.0.0.0/0"))
                                .build()));
        story.person()
                .efs()
                .tagResource(
                        request -> request.resourceId(story.one(FILE_SYSTEM).id())
                                .tags(tag -> tag.key("Name").value("mine")));
        story.person()
                .efs()
                .modifyMountTargetSecurityGroups(
                        request -> request.mountTargetId(story.one(TARGET).id()).securityGroups(closed));
        story.passes(UNTIL_REPAIRED);

        assertThat(story.objects()).isEqualTo(before);
        assertThat(story.isSettled()).isTrue();
        assertThat(story.events("DriftCorrected")).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aMountTargetThatSomebodyDeletesIsMadeAgain() {
        ready(forge -> forge.withEfs(CREATED));

        story.person()
                .efs()
                .deleteMountTarget(
                        request -> request.mountTargetId(story.one(TARGET).id()));
        story.passes(UNTIL_REPAIRED);

        assertThat(story.objects(TARGET)).hasSize(3);
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void whereDataIsKeptIsNeverChanged() {
        ready(forge -> forge.withEfs(ONE_ZONE));
        List<LiveObject> before = List.of(story.one(FILE_SYSTEM), story.one(TARGET));
        assertThat(story.objects(TARGET)).hasSize(1);
        assertThat(story.condition("Advisory").reason()).isEqualTo("TrafficBetweenZones");

        story.editForge(forge -> forge.withEfs(CREATED));
        story.passes(Duration.ofMinutes(20));

        assertThat(story.readiness()).startsWith("True/");
        assertThat(story.stalled()).startsWith("ReplacementRefused: ").contains("lose what it holds");
        assertThat(List.of(story.one(FILE_SYSTEM), story.one(TARGET))).isEqualTo(before);
        assertThat(story.objects(TARGET)).hasSize(1);

        story.editForge(forge -> forge.withEfs(ONE_ZONE));
        story.passes(Duration.ofMinutes(6));
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void aFileSystemThatIsGivenUpGoesWhenNoJobRunsAnyMore() {
        ready(forge -> forge.withEfs(CREATED));
        story.submit("work", 4);
        story.passes(Duration.ofMinutes(6));

        story.editForge(forge -> forge.withEfs(null));
        story.passes(Duration.ofMinutes(40));
        assertThat(story.objects(TARGET)).hasSize(3);
        assertThat(story.readiness()).startsWith("True/");

        story.finishAllJobs();
        story.passes(Duration.ofMinutes(30));
        assertThat(story.objects(TARGET)).isEmpty();
        assertThat(story.objects(FILE_SYSTEM)).isEmpty();
        assertThat(story.isSettled()).isTrue();
        assertThat(story.lostJobs()).isEmpty();
    }

    @Test
    void dataIsKeptWhereTheSpecSaysRetain() {
        ready(forge -> forge.withEfs(CREATED));
        story.edit(spec -> spec.withDeletionPolicy(DeletionPolicy.RETAIN));
        story.editForge(forge -> forge.withEfs(null));
        story.passes(Duration.ofMinutes(30));

        assertThat(story.objects(FILE_SYSTEM)).hasSize(1);
        assertThat(story.objects(TARGET)).hasSize(3);
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void whatWasCreatedCanBeMountedByItsIdFromThenOnAndStays() {
        ready(forge -> forge.withEfs(CREATED));
        String id = story.one(FILE_SYSTEM).id();

        story.editForge(forge -> forge.withEfs(new EfsSpec(null, id, null)));
        story.passes(Duration.ofMinutes(30));

        assertThat(story.one(FILE_SYSTEM).id()).isEqualTo(id);
        assertThat(story.objects(TARGET)).hasSize(3);
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void deletionTakesTheTargetsThenTheFileSystemAndTheGroupLast() {
        String closed = closedGroup();
        ready(forge -> forge.withEfs(CREATED).withNetwork(new NetworkSpec(null, null, List.of(closed))));

        story.delete();
        story.passes(Duration.ofHours(1));

        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).isEmpty();
        assertThat(story.writes())
                .extracting("operation")
                .containsSubsequence("DeleteMountTarget", "DeleteFileSystem")
                .containsSubsequence("DeleteMountTarget", "DeleteSecurityGroup");
        assertThat(story.writes()).noneMatch(call -> "DependencyViolation".equals(call.errorCode()));
    }

    @Test
    void aWorkDirectoryOnTheFileSystemIsAdvisedOf() {
        applies(Story.SPOT.withForge(Story.SPOT.forge().withEfs(CREATED)).withWorkDirectory("/mnt/efs/work"));
        story.passes(Duration.ofMinutes(6));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.condition("Advisory").message()).contains("Studios");
        assertThat(story.world().cluster().configMap("rnaseq-nextflow")).containsEntry("work-dir", "/mnt/efs/work");
    }

    @Test
    void anEditOfTheNetworkThatWouldLeaveTheDataBehindIsRejected() {
        ready(forge -> forge.withEfs(CREATED));
        var network = story.world().aws().network();
        String vpc = network.addVpc("10.0.0.0/16");
        network.dnsHostnames(vpc, true);
        String subnet = network.addSubnet(vpc, "eu-west-1a");
        String group = network.addSecurityGroup(vpc, "default");

        story.editForge(forge -> forge.withNetwork(new NetworkSpec(vpc, List.of(subnet), List.of(group))));
        story.passes(Duration.ofMinutes(10));

        assertThat(story.stalled()).startsWith("PreflightFailed: ").contains("is mounted in VPC", vpc);
        assertThat(story.objects(TARGET)).hasSize(3);
    }

    @Test
    void moreSubnetsGetMoreMountTargetsAndFewerLoseThem() {
        var network = story.world().aws().network();
        List<String> subnets = network.subnetIds(network.defaultVpcId());
        ready(forge -> forge.withEfs(CREATED).withNetwork(new NetworkSpec(null, subnets.subList(0, 1), null)));
        assertThat(story.objects(TARGET)).hasSize(1);

        story.editForge(forge -> forge.withNetwork(new NetworkSpec(null, subnets, null)));
        story.passes(Duration.ofMinutes(15));
        assertThat(story.objects(TARGET)).hasSize(3);

        story.editForge(forge -> forge.withNetwork(new NetworkSpec(null, subnets.subList(1, 2), null)));
        story.passes(Duration.ofMinutes(15));
        assertThat(story.objects(TARGET)).hasSize(1);
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void aFileSystemIsMadeWhileAHeadJobOnFargateStillRuns() {
        applies(Story.SPOT
                .withWave(new WaveSpec(true))
                .withFusion(new FusionSpec(true, false, false))
                .withForge(Story.SPOT.forge().withFargateHead(true)));
        story.passes(Duration.ofMinutes(6));
        story.world().aws().submit(story.queue("head-fargate").name(), "nextflow", 1, null);
        story.passes(Story.UNTIL_THE_NEXT_PASS);

        story.editForge(forge -> forge.withFargateHead(false).withEfs(CREATED));
        story.passes(Duration.ofMinutes(30));

        assertThat(story.objects(TARGET)).hasSize(3);
        assertThat(story.lostJobs()).isEmpty();
        story.finishAllJobs();
        story.passes(Duration.ofMinutes(30));
        assertThat(story.isSettled()).isTrue();
    }
}
