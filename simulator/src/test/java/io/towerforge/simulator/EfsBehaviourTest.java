package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.simulator.core.StorageTimings;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.BadRequestException;
import software.amazon.awssdk.services.efs.model.CreateFileSystemRequest;
import software.amazon.awssdk.services.efs.model.EfsException;
import software.amazon.awssdk.services.efs.model.FileSystemAlreadyExistsException;
import software.amazon.awssdk.services.efs.model.FileSystemDescription;
import software.amazon.awssdk.services.efs.model.FileSystemInUseException;
import software.amazon.awssdk.services.efs.model.FileSystemNotFoundException;
import software.amazon.awssdk.services.efs.model.IncorrectFileSystemLifeCycleStateException;
import software.amazon.awssdk.services.efs.model.IncorrectMountTargetStateException;
import software.amazon.awssdk.services.efs.model.LifeCycleState;
import software.amazon.awssdk.services.efs.model.MountTargetConflictException;
import software.amazon.awssdk.services.efs.model.MountTargetDescription;
import software.amazon.awssdk.services.efs.model.SecurityGroupNotFoundException;
import software.amazon.awssdk.services.efs.model.SubnetNotFoundException;

/** What EFS does with file systems and mount targets. */
class EfsBehaviourTest extends AccountFixture {
    private static final Timings SLOW = Timings.none().withStorage(StorageTimings.realistic());

    @Test
    void aNewFileSystemIsCreatingBeforeItIsAvailable() {
        open(SLOW);
        String id = create("work");
        assertThat(fileSystem(id).lifeCycleState()).isEqualTo(LifeCycleState.CREATING);
        pass(Duration.ofSeconds(6));
        assertThat(fileSystem(id).lifeCycleState()).isEqualTo(LifeCycleState.AVAILABLE);
    }

    @Test
    void aTokenIsTakenForAsLongAsItsFileSystemExists() {
        String id = create("work");
        assertThatThrownBy(() -> create("work"))
                .asInstanceOf(InstanceOfAssertFactories.type(FileSystemAlreadyExistsException.class))
                .satisfies(taken -> assertThat(taken.fileSystemId()).isEqualTo(id));
        efs().deleteFileSystem(delete -> delete.fileSystemId(id));
        assertThat(create("work")).isNotEqualTo(id);
    }

    @Test
    void aFileSystemIsFoundByItsToken() {
        String id = create("work");
        create("other");
        assertThat(efs().describeFileSystems(describe -> describe.creationToken("work"))
                        .fileSystems())
                .extracting(FileSystemDescription::fileSystemId)
                .containsExactly(id);
        assertThat(efs().describeFileSystems(describe -> describe.creationToken("absent"))
                        .fileSystems())
                .isEmpty();
    }

    @Test
    void anAbsentFileSystemIsNotFound() {
        assertThatThrownBy(() -> fileSystem("fs-0123456789abcdef0")).isInstanceOf(FileSystemNotFoundException.class);
        assertThatThrownBy(() -> targets("fs-0123456789abcdef0")).isInstanceOf(FileSystemNotFoundException.class);
    }

    @Test
    void fileSystemsAreTaggedAsTheyAreMadeAndAfterwards() {
        String id =
                create("work", request -> request.tags(tag -> tag.key("Name").value("work")));
        efs().tagResource(request ->
                request.resourceId(id).tags(tag -> tag.key("a").value("1")));
        efs().untagResource(request -> request.resourceId(id).tagKeys("Name"));
        assertThat(fileSystem(id).tags())
                .singleElement()
                .satisfies(tag -> assertThat(tag.key()).isEqualTo("a"));
        assertThatThrownBy(() -> efs().tagResource(request ->
                        request.resourceId(id).tags(tag -> tag.key("aws:x").value("1"))))
                .isInstanceOf(BadRequestException.class);
    }

    @Test
    void aMountTargetNeedsAFileSystemThatIsAvailable() {
        open(SLOW);
        String id = create("work");
        assertThatThrownBy(() -> target(id, 0)).isInstanceOf(IncorrectFileSystemLifeCycleStateException.class);
    }

    @Test
    void aMountTargetIsCreatingForAWhile() {
        open(SLOW);
        String id = create("work");
        pass(Duration.ofSeconds(6));
        target(id, 0);
        assertThat(targets(id))
                .singleElement()
                .satisfies(target -> assertThat(target.lifeCycleState()).isEqualTo(LifeCycleState.CREATING));
        pass(Duration.ofSeconds(80));
        assertThat(targets(id))
                .singleElement()
                .satisfies(target -> assertThat(target.lifeCycleState()).isEqualTo(LifeCycleState.AVAILABLE));
    }

    @Test
    void aZoneHasOneMountTargetOfAFileSystem() {
        String id = create("work");
        target(id, 0);
        String zone = targets(id).get(0).availabilityZoneName();
        String second = aws.network().addSubnet(aws.network().defaultVpcId(), zone);
        assertThatThrownBy(() -> target(id, second)).isInstanceOf(MountTargetConflictException.class);
        target(id, 1);
        assertThat(targets(id)).hasSize(2);
    }

    @Test
    void allMountTargetsOfAFileSystemAreInOneVpc() {
        String id = create("work");
        target(id, 0);
        String other = aws.network().addSubnet(aws.network().addVpc("10.0.0.0/16"), "eu-west-1b");
        assertThatThrownBy(() -> target(id, other)).isInstanceOf(MountTargetConflictException.class);
    }

    @Test
    void aMountTargetWithoutGroupsGetsTheDefaultGroupOfItsVpc() {
        String id = create("work");
        target(id, 0);
        assertThat(groups(targets(id).get(0).mountTargetId()))
                .containsExactly(
                        aws.network().defaultSecurityGroup(aws.network().defaultVpcId()));
    }

    @Test
    void theGroupsOfAMountTargetChangeInPlaceOnceItIsAvailable() {
        open(SLOW);
        String group = aws.network().addSecurityGroup(aws.network().defaultVpcId(), "nfs");
        String id = create("work");
        pass(Duration.ofSeconds(6));
        String target = target(id, 0);
        assertThatThrownBy(() -> setGroups(target, group)).isInstanceOf(IncorrectMountTargetStateException.class);
        pass(Duration.ofSeconds(80));
        setGroups(target, group);
        assertThat(groups(target)).containsExactly(group);
        assertThatThrownBy(() -> setGroups(target, "sg-0123456789abcdef0"))
                .isInstanceOf(SecurityGroupNotFoundException.class);
    }

    @Test
    void aMountTargetNeedsASubnetThatExists() {
        String id = create("work");
        assertThatThrownBy(() -> target(id, "subnet-0123456789abcdef0")).isInstanceOf(SubnetNotFoundException.class);
    }

    @Test
    void aOneZoneFileSystemIsMountedFromItsZoneOnly() {
        String id = create("work", request -> request.availabilityZoneName("eu-west-1b"));
        assertThat(fileSystem(id).availabilityZoneName()).isEqualTo("eu-west-1b");
        String inZone = aws.network().addSubnet(aws.network().defaultVpcId(), "eu-west-1b");
        String outside = aws.network().addSubnet(aws.network().defaultVpcId(), "eu-west-1a");
        assertThatThrownBy(() -> target(id, outside))
                .asInstanceOf(InstanceOfAssertFactories.type(EfsException.class))
                .satisfies(refusal ->
                        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AvailabilityZonesMismatch"));
        target(id, inZone);
        assertThat(targets(id)).hasSize(1);
    }

    @Test
    void aFileSystemWithMountTargetsIsNotDeleted() {
        open(SLOW);
        String id = create("work");
        pass(Duration.ofSeconds(6));
        String target = target(id, 0);
        efs().deleteMountTarget(delete -> delete.mountTargetId(target));
        assertThatThrownBy(() -> efs().deleteFileSystem(delete -> delete.fileSystemId(id)))
                .isInstanceOf(FileSystemInUseException.class);
        pass(Duration.ofSeconds(45));
        efs().deleteFileSystem(delete -> delete.fileSystemId(id));
        assertThat(fileSystem(id).lifeCycleState()).isEqualTo(LifeCycleState.DELETING);
        pass(Duration.ofSeconds(10));
        assertThatThrownBy(() -> fileSystem(id)).isInstanceOf(FileSystemNotFoundException.class);
    }

    private EfsClient efs() {
        return aws.efs();
    }

    private String create(String token) {
        return create(token, request -> {});
    }

    private String create(String token, Consumer<CreateFileSystemRequest.Builder> more) {
        return efs().createFileSystem(request -> more.accept(request.creationToken(token)))
                .fileSystemId();
    }

    private FileSystemDescription fileSystem(String id) {
        return efs().describeFileSystems(describe -> describe.fileSystemId(id))
                .fileSystems()
                .get(0);
    }

    private String target(String fileSystemId, int subnet) {
        return target(
                fileSystemId,
                aws.network().subnetIds(aws.network().defaultVpcId()).get(subnet));
    }

    private String target(String fileSystemId, String subnetId) {
        return efs().createMountTarget(
                        request -> request.fileSystemId(fileSystemId).subnetId(subnetId))
                .mountTargetId();
    }

    private List<MountTargetDescription> targets(String fileSystemId) {
        return efs().describeMountTargets(describe -> describe.fileSystemId(fileSystemId))
                .mountTargets();
    }

    private List<String> groups(String target) {
        return efs().describeMountTargetSecurityGroups(describe -> describe.mountTargetId(target))
                .securityGroups();
    }

    private void setGroups(String target, String group) {
        efs().modifyMountTargetSecurityGroups(
                        request -> request.mountTargetId(target).securityGroups(group));
    }
}
