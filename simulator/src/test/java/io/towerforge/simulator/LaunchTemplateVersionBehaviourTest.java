package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What EC2 does with the versions of a launch template and what is in them. */
class LaunchTemplateVersionBehaviourTest extends AccountFixture {
    @Test
    void aNewVersionIsTheLatestButNotTheDefault() {
        String id = create("nodes", null).launchTemplateId();
        addVersion(id, "second");
        assertThat(described("nodes").latestVersionNumber()).isEqualTo(2);
        assertThat(described("nodes").defaultVersionNumber()).isEqualTo(1);
        assertThat(version(id, "$Latest").versionDescription()).isEqualTo("second");
        assertThat(version(id, "$Default").versionNumber()).isEqualTo(1);
        assertThat(version(id, "1").launchTemplateData().ebsOptimized()).isTrue();
    }

    @Test
    void anExistingVersionBecomesTheDefault() {
        String id = create("nodes", null).launchTemplateId();
        addVersion(id, "second");
        aws.ec2().modifyLaunchTemplate(modify -> modify.launchTemplateId(id).defaultVersion("2"));
        assertThat(version(id, "$Default").versionNumber()).isEqualTo(2);
        refusedWith(
                "InvalidLaunchTemplateId.VersionNotFound",
                () -> aws.ec2()
                        .modifyLaunchTemplate(
                                modify -> modify.launchTemplateId(id).defaultVersion("9")));
    }

    @Test
    void aVersionNumberIsNotGivenAgain() {
        String id = create("nodes", null).launchTemplateId();
        addVersion(id, "second");
        aws.ec2()
                .deleteLaunchTemplateVersions(
                        delete -> delete.launchTemplateId(id).versions("2"));
        addVersion(id, "third");
        assertThat(version(id, "$Latest").versionNumber()).isEqualTo(3);
        refusedWith(
                "OperationNotPermitted",
                () -> aws.ec2()
                        .deleteLaunchTemplateVersions(
                                delete -> delete.launchTemplateId(id).versions("1")));
    }

    @Test
    void theLatestVersionsOfAllTemplatesComeInOneCall() {
        addVersion(create("nodes-a", null).launchTemplateId(), "second");
        create("nodes-b", null);
        assertThat(aws.ec2()
                        .describeLaunchTemplateVersions(describe -> describe.versions("$Latest"))
                        .launchTemplateVersions())
                .extracting(LaunchTemplateVersion::versionNumber)
                .containsExactlyInAnyOrder(2L, 1L);
    }

    @Test
    void whatWasRequestedReadsBack() {
        aws.ec2()
                .createLaunchTemplate(create -> create.launchTemplateName("nodes")
                        .launchTemplateData(data -> data.imageId("ami-1")
                                .metadataOptions(metadata ->
                                        metadata.httpTokens("required").httpPutResponseHopLimit(2))
                                .blockDeviceMappings(device -> device.deviceName("/dev/xvda")
                                        .ebs(volume -> volume.volumeSize(100)
                                                .volumeType("gp3")
                                                .encrypted(true)))
                                .tagSpecifications(
                                        tags -> tags.resourceType("instance").tags(tag("a", "1")))));
        var data = version(described("nodes").launchTemplateId(), "1").launchTemplateData();
        assertThat(data.imageId()).isEqualTo("ami-1");
        assertThat(data.metadataOptions().httpTokensAsString()).isEqualTo("required");
        assertThat(data.blockDeviceMappings().get(0).ebs().volumeSize()).isEqualTo(100);
        assertThat(data.tagSpecifications().get(0).tags()).containsExactly(tag("a", "1"));
    }

    @Test
    void userDataIsLimited() {
        refusedWith("InvalidUserData.Malformed", () -> userData("not base64!"));
        refusedWith(
                "InvalidUserData.Malformed", () -> userData(Base64.getEncoder().encodeToString(new byte[16_385])));
        userData(Base64.getEncoder().encodeToString(new byte[16_384]));
    }

    @Test
    void aVersionMayBeMadeFromAnother() {
        String id = create("nodes", null).launchTemplateId();
        aws.ec2()
                .createLaunchTemplateVersion(create -> create.launchTemplateId(id)
                        .sourceVersion("1")
                        .launchTemplateData(data -> data.imageId("ami-1")));
        assertThat(version(id, "2").launchTemplateData().ebsOptimized()).isTrue();
        assertThat(version(id, "2").launchTemplateData().imageId()).isEqualTo("ami-1");
        refusedWith(
                "InvalidLaunchTemplateId.VersionNotFound",
                () -> aws.ec2()
                        .createLaunchTemplateVersion(create -> create.launchTemplateId(id)
                                .sourceVersion("9")
                                .launchTemplateData(data -> data.imageId("ami-1"))));
    }

    @Test
    void aRepeatedClientTokenMakesOneVersion() {
        String id = create("nodes", null).launchTemplateId();
        for (int time = 0; time < 2; time++) {
            aws.ec2()
                    .createLaunchTemplateVersion(create -> create.launchTemplateId(id)
                            .clientToken("token")
                            .launchTemplateData(data -> data.imageId("ami-1")));
        }
        assertThat(version(id, "$Latest").versionNumber()).isEqualTo(2);
        addVersion(id, "third");
        addVersion(id, "third");
        assertThat(version(id, "$Latest").versionNumber()).isEqualTo(4);
    }

    @Test
    void versionsAreDescribedNewestFirst() {
        String id = create("nodes", null).launchTemplateId();
        addVersion(id, "second");
        addVersion(id, "third");
        assertThat(aws
                        .ec2()
                        .describeLaunchTemplateVersionsPaginator(describe ->
                                describe.launchTemplateId(id).maxResults(1).minVersion("2"))
                        .launchTemplateVersions()
                        .stream()
                        .map(LaunchTemplateVersion::versionNumber))
                .containsExactly(3L, 2L);
        refusedWith("InvalidLaunchTemplateId.VersionNotFound", () -> version(id, "9"));
        refusedWith("InvalidLaunchTemplateId.VersionNotFound", () -> version(id, "newest"));
    }

    @Test
    void deletingVersionsReportsWhatHappened() {
        String id = create("nodes", null).launchTemplateId();
        addVersion(id, "second");
        var answer = aws.ec2()
                .deleteLaunchTemplateVersions(
                        delete -> delete.launchTemplateId(id).versions("2", "9"));
        assertThat(answer.successfullyDeletedLaunchTemplateVersions()).hasSize(1);
        assertThat(answer.unsuccessfullyDeletedLaunchTemplateVersions())
                .satisfiesExactly(kept -> assertThat(kept.versionNumber()).isEqualTo(9));
    }

    @Test
    void aVersionHasDataAndAShortDescription() {
        String id = create("nodes", null).launchTemplateId();
        refusedWith("InvalidParameterValue", () -> addVersion(id, "d".repeat(256)));
        refusedWith(
                "MissingParameter", () -> aws.ec2().createLaunchTemplateVersion(create -> create.launchTemplateId(id)));
        refusedWith(
                "MissingParameter",
                () -> aws.ec2()
                        .createLaunchTemplateVersion(
                                create -> create.launchTemplateData(data -> data.imageId("ami-1"))));
    }

    private LaunchTemplate create(String name, String token) {
        return aws.ec2()
                .createLaunchTemplate(create -> create.launchTemplateName(name)
                        .clientToken(token)
                        .launchTemplateData(data -> data.ebsOptimized(true)))
                .launchTemplate();
    }

    private void addVersion(String id, String description) {
        aws.ec2()
                .createLaunchTemplateVersion(create -> create.launchTemplateId(id)
                        .versionDescription(description)
                        .launchTemplateData(data -> data.ebsOptimized(false)));
    }

    private LaunchTemplateVersion version(String id, String version) {
        return aws.ec2()
                .describeLaunchTemplateVersions(
                        describe -> describe.launchTemplateId(id).versions(version))
                .launchTemplateVersions()
                .get(0);
    }

    private LaunchTemplate described(String name) {
        return aws.ec2()
                .describeLaunchTemplates(describe -> describe.launchTemplateNames(name))
                .launchTemplates()
                .get(0);
    }

    private void userData(String base64) {
        aws.ec2()
                .createLaunchTemplate(
                        create -> create.launchTemplateName("nodes").launchTemplateData(data -> data.userData(base64)));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
