package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.simulator.core.StorageTimings;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.fsx.model.BadRequestException;
import software.amazon.awssdk.services.fsx.model.CreateFileSystemRequest;
import software.amazon.awssdk.services.fsx.model.FileSystem;
import software.amazon.awssdk.services.fsx.model.FileSystemLifecycle;
import software.amazon.awssdk.services.fsx.model.FileSystemNotFoundException;
import software.amazon.awssdk.services.fsx.model.FileSystemType;
import software.amazon.awssdk.services.fsx.model.IncompatibleParameterErrorException;
import software.amazon.awssdk.services.fsx.model.InvalidNetworkSettingsException;
import software.amazon.awssdk.services.fsx.model.LustreDeploymentType;

/** What FSx does with file systems for Lustre. */
class FsxBehaviourTest extends AccountFixture {
    private static final Timings SLOW = Timings.none().withStorage(StorageTimings.realistic());

    @Test
    void aLustreFileSystemIsCreatingForMinutesAndTellsItsAddressAtOnce() {
        open(SLOW);
        String id = create("work", request -> {}).fileSystemId();
        pass(Duration.ofSeconds(2));
        assertThat(fileSystem(id).lifecycle()).isEqualTo(FileSystemLifecycle.CREATING);
        assertThat(fileSystem(id).dnsName()).isEqualTo(id + ".fsx.eu-west-1.amazonaws.com");
        assertThat(fileSystem(id).lustreConfiguration().mountName()).hasSize(8);
        pass(Duration.ofMinutes(8));
        assertThat(fileSystem(id).lifecycle()).isEqualTo(FileSystemLifecycle.AVAILABLE);
    }

    @Test
    void theSameTokenWithTheSameParametersIsTheSameLustreFileSystem() {
        open(SLOW);
        String id = create("work", request -> {}).fileSystemId();
        assertThat(create("work", request -> {}).fileSystemId()).isEqualTo(id);
        assertThatThrownBy(() -> create("work", request -> request.storageCapacity(2400)))
                .isInstanceOf(IncompatibleParameterErrorException.class);
    }

    @Test
    void lustreCapacityComesInSteps() {
        assertThatThrownBy(() -> create("a", request -> request.storageCapacity(1300)))
                .isInstanceOf(BadRequestException.class);
        assertThatThrownBy(() -> create("a", request -> request.storageCapacity(3600)))
                .isInstanceOf(BadRequestException.class);
        create("a", request -> request.storageCapacity(4800));
    }

    @Test
    void lustreCapacityOnlyGrows() {
        open(SLOW);
        String id = create("work", request -> {}).fileSystemId();
        pass(Duration.ofMinutes(8));
        aws.fsx().updateFileSystem(update -> update.fileSystemId(id).storageCapacity(2400));
        pass(Duration.ofSeconds(2));
        assertThat(fileSystem(id).lifecycle()).isEqualTo(FileSystemLifecycle.UPDATING);
        pass(Duration.ofMinutes(3));
        assertThat(fileSystem(id).storageCapacity()).isEqualTo(2400);
        assertThatThrownBy(() -> aws.fsx()
                        .updateFileSystem(update -> update.fileSystemId(id).storageCapacity(1200)))
                .isInstanceOf(BadRequestException.class);
    }

    @Test
    void aLustreFileSystemNeedsASubnetAndGroupsThatExist() {
        assertThatThrownBy(() -> create("a", request -> request.subnetIds("subnet-0123456789abcdef0")))
                .isInstanceOf(InvalidNetworkSettingsException.class);
        assertThatThrownBy(() -> create("a", request -> request.securityGroupIds("sg-0123456789abcdef0")))
                .isInstanceOf(InvalidNetworkSettingsException.class);
    }

    @Test
    void aFailedLustreFileSystemStaysUntilItIsDeleted() {
        String id = create("work", request -> {}).fileSystemId();
        aws.fileSystems().fail(id, "No capacity.");
        assertThat(fileSystem(id).lifecycle()).isEqualTo(FileSystemLifecycle.FAILED);
        assertThat(fileSystem(id).failureDetails().message()).isEqualTo("No capacity.");
        assertThat(create("work", request -> {}).lifecycle()).isEqualTo(FileSystemLifecycle.FAILED);
        aws.fsx().deleteFileSystem(delete -> delete.fileSystemId(id));
        assertThat(create("work", request -> {}).fileSystemId()).isNotEqualTo(id);
    }

    @Test
    void aDeletedLustreFileSystemIsDeletingForAWhile() {
        open(SLOW);
        String id = create("work", request -> {}).fileSystemId();
        pass(Duration.ofMinutes(8));
        aws.fsx().deleteFileSystem(delete -> delete.fileSystemId(id));
        pass(Duration.ofSeconds(2));
        assertThat(fileSystem(id).lifecycle()).isEqualTo(FileSystemLifecycle.DELETING);
        pass(Duration.ofMinutes(4));
        assertThatThrownBy(() -> fileSystem(id)).isInstanceOf(FileSystemNotFoundException.class);
    }

    @Test
    void lustreReadsLagBehindWrites() {
        open(SLOW);
        create("work", request -> {});
        assertThat(aws.fsx().describeFileSystems().fileSystems()).isEmpty();
        pass(Duration.ofSeconds(2));
        assertThat(aws.fsx().describeFileSystems().fileSystems()).hasSize(1);
    }

    @Test
    void aLustreFileSystemIsTaggedByItsArn() {
        FileSystem made = create("work", request -> {});
        aws.fsx()
                .tagResource(tag -> tag.resourceARN(made.resourceARN())
                        .tags(one -> one.key("a").value("1")));
        assertThat(fileSystem(made.fileSystemId()).tags()).hasSize(1);
        aws.fsx().untagResource(untag -> untag.resourceARN(made.resourceARN()).tagKeys("a"));
        assertThat(fileSystem(made.fileSystemId()).tags()).isEmpty();
    }

    private FileSystem create(String token, Consumer<CreateFileSystemRequest.Builder> more) {
        String subnet = aws.network().subnetIds(aws.network().defaultVpcId()).get(0);
        return aws.fsx()
                .createFileSystem(request -> more.accept(request.clientRequestToken(token)
                        .fileSystemType(FileSystemType.LUSTRE)
                        .storageCapacity(1200)
                        .subnetIds(subnet)
                        .lustreConfiguration(lustre -> lustre.deploymentType(LustreDeploymentType.SCRATCH_2))))
                .fileSystem();
    }

    private FileSystem fileSystem(String id) {
        return aws.fsx()
                .describeFileSystems(describe -> describe.fileSystemIds(id))
                .fileSystems()
                .get(0);
    }
}
