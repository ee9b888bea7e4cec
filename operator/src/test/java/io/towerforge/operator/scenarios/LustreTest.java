package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.FsxCreateSpec;
import io.towerforge.api.v1alpha1.FsxSpec;
import io.towerforge.simulator.core.LiveObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Environments with an FSx file system for Lustre. */
class LustreTest {
    private static final String FILE_SYSTEM = "AWS::FSx::FileSystem";
    private static final String GROUP = "AWS::EC2::SecurityGroup";
    private static final FsxSpec CREATED = new FsxSpec(new FsxCreateSpec(null), null, null);
    private static final FsxSpec LARGER = new FsxSpec(new FsxCreateSpec(2400), null, null);

    private final Story story = Story.begins();

    @Test
    void aFileSystemIsThereAndReachableBeforeTheFirstInstance() {
        applies(CREATED);
        while (story.objects("AWS::EC2::LaunchTemplate").isEmpty()) {
            story.passes(Duration.ofSeconds(20));
        }

        LiveObject group = story.one(GROUP);
        assertThat(story.one(FILE_SYSTEM).state()).isEqualTo("AVAILABLE");
        assertThat(story.one(FILE_SYSTEM).attributes())
                .containsEntry("deploymentType", "SCRATCH_2")
                .containsEntry("fileSystemTypeVersion", "2.15")
                .containsEntry("storageCapacity", 1200);
        assertThat(group.attributes())
                .containsEntry(
                        "ingress", List.of("tcp 1018-1023 from " + group.id(), "tcp 988-988 from " + group.id()));
        story.passes(Duration.ofMinutes(5));
        assertThat(story.isSettled()).isTrue();
        assertThat(story.serving("work").attributes().toString()).contains(group.id());
        assertThat(story.world().cluster().configMap("rnaseq-nextflow").get("nextflow.config"))
                .contains("volumes = ['/mnt/fsx']");
    }

    @Test
    void inAVpcWithoutNamesNothingIsMadeThatNoInstanceCouldFind() {
        var network = story.world().aws().network();
        network.dnsHostnames(network.defaultVpcId(), false);
        applies(CREATED);
        story.passes(Duration.ofMinutes(1));
        assertThat(story.stalled())
                .startsWith("PreflightFailed: ")
                .contains(network.defaultVpcId(), "enableDnsHostnames");
        assertThat(story.objects()).isEmpty();

        network.dnsHostnames(network.defaultVpcId(), true);
        story.passes(Duration.ofMinutes(25));
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void pipelinesGoOnWhileAFileSystemIsAdded() {
        Story pipeline = Story.ofAPipeline();

        pipeline.editForge(forge -> forge.withFsx(CREATED));
        pipeline.passes(Duration.ofMinutes(5));
        assertThat(pipeline.readiness()).startsWith("True/");
        assertThat(pipeline.condition("Reconciling").message()).contains("FSx file system");
        pipeline.passes(Duration.ofMinutes(20));
        pipeline.finishAllJobs();
        pipeline.passes(Duration.ofMinutes(20));

        assertThat(pipeline.lostJobs()).isEmpty();
        assertThat(pipeline.isSettled()).isTrue();
    }

    @Test
    void capacityGrowsInPlaceAndNeverShrinks() {
        ready(CREATED);
        String id = story.one(FILE_SYSTEM).id();
        String environment = story.serving("work").name();

        story.editForge(forge -> forge.withFsx(LARGER));
        story.passes(Duration.ofMinutes(10));
        assertThat(story.one(FILE_SYSTEM).attributes()).containsEntry("storageCapacity", 2400);
        assertThat(story.isSettled()).isTrue();

        story.editForge(forge -> forge.withFsx(CREATED));
        story.passes(Duration.ofMinutes(10));
        assertThat(story.stalled()).startsWith("ReplacementRefused: ");
        assertThat(story.one(FILE_SYSTEM).id()).isEqualTo(id);
        assertThat(story.one(FILE_SYSTEM).attributes()).containsEntry("storageCapacity", 2400);
        assertThat(story.serving("work").name()).isEqualTo(environment);
    }

    @Test
    void oneThatAwsCouldNotMakeIsDeletedAndMadeAgain() {
        applies(CREATED);
        story.passes(Duration.ofMinutes(1));
        String failed = story.one(FILE_SYSTEM).id();

        story.world().aws().fileSystems().fail(failed, "No capacity in this Availability Zone.");
        story.passes(Duration.ofMinutes(1));
        assertThat(story.environment().getStatus().resources().toString()).contains(failed);
        story.passes(Duration.ofMinutes(30));

        assertThat(story.objects(FILE_SYSTEM)).hasSize(1);
        assertThat(story.one(FILE_SYSTEM).id()).isNotEqualTo(failed);
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void anOperatorThatDiesBeforeFsxShowsTheFileSystemMakesNoSecond() {
        applies(CREATED);
        while (story.objects(FILE_SYSTEM).isEmpty()) {
            story.world().step();
        }
        story.world().startOperator();
        story.world().step();
        story.passes(Duration.ofMinutes(20));

        assertThat(story.objects(FILE_SYSTEM)).hasSize(1);
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void somebodyElsesFileSystemIsMountedByItsAddress() {
        String theirs = strangers("default");

        ready(new FsxSpec(null, theirs, null));

        assertThat(story.calls())
                .noneMatch(call -> call.write() && call.service().label().equals("fsx"));
        assertThat(story.objects(GROUP)).isEmpty();
    }

    @Test
    void groupsThatKeepInstancesOutAreNamed() {
        var network = story.world().aws().network();
        String closed = network.addSecurityGroup(network.defaultVpcId(), "closed");
        String theirs = strangers(closed);

        applies(new FsxSpec(null, theirs, null));
        story.passes(Duration.ofMinutes(1));
        assertThat(story.stalled())
                .startsWith("PreflightFailed: ")
                .contains(closed, "TCP ports 988 and 1018-1023", "Add such rules");

        applies(new FsxSpec(null, "fs-0123456789abcdef0", null));
        story.world().wake();
        story.passes(Duration.ofMinutes(1));
        assertThat(story.stalled()).contains("There is no FSx file system for Lustre 'fs-0123456789abcdef0'");
        assertThat(story.writes()).isEmpty();
    }

    @Test
    void deletionLeavesNothing() {
        ready(CREATED);

        story.delete();
        story.passes(Duration.ofHours(1));

        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).isEmpty();
    }

    private String strangers(String group) {
        var network = story.world().aws().network();
        String id = group.equals("default") ? network.defaultSecurityGroup(network.defaultVpcId()) : group;
        String made = story.person()
                .fsx()
                .createFileSystem(request -> request.clientRequestToken("theirs")
                        .fileSystemType("LUSTRE")
                        .storageCapacity(1200)
                        .subnetIds(network.subnetIds(network.defaultVpcId()).get(0))
                        .securityGroupIds(id)
                        .lustreConfiguration(lustre -> lustre.deploymentType("SCRATCH_2")))
                .fileSystem()
                .fileSystemId();
        story.passes(Duration.ofMinutes(10));
        return made;
    }

    private void ready(FsxSpec fsx) {
        applies(fsx);
        story.passes(Duration.ofMinutes(12));
        assertThat(story.readiness()).isEqualTo("True/Available");
    }

    private void applies(FsxSpec fsx) {
        story.world()
                .cluster()
                .apply(Story.NAME, Story.SPOT.withForge(Story.SPOT.forge().withFsx(fsx)));
    }
}
