package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.EfsSpec;
import io.towerforge.simulator.core.LiveObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.efs.model.Tag;

/** Environments with an EFS file system that somebody else made. */
class AttachedEfsTest extends EfsFixture {
    @Test
    void somebodyElsesFileSystemIsMountedAndLeftAlone() {
        String id = strangers(Map.of("owner", "somebody"), true);
        List<LiveObject> theirs = List.copyOf(story.objects());

        ready(forge -> forge.withEfs(new EfsSpec(null, id, null)));

        assertThat(story.objects()).containsAll(theirs);
        assertThat(story.calls())
                .noneMatch(call -> call.write() && call.service().label().equals("elasticfilesystem"));
    }

    @Test
    void whatCannotBeMountedIsFoundBeforeTheFirstWrite() {
        assertThat(finding(new EfsSpec(null, "fs-0123456789abcdef0", null)))
                .contains("does not exist", "`spec.forge.efs.fileSystemId`");
        assertThat(finding(new EfsSpec(null, strangers(Map.of(), false), null)))
                .contains("has no mount target in eu-west-1a, eu-west-1b, eu-west-1c");
    }

    @Test
    void groupsOfAStrangersFileSystemThatKeepInstancesOutAreNamed() {
        String id = strangers(Map.of(), true);
        String closed = closedGroup();
        story.objects(TARGET)
                .forEach(target -> story.person()
                        .efs()
                        .modifyMountTargetSecurityGroups(
                                request -> request.mountTargetId(target.id()).securityGroups(closed)));

        assertThat(finding(new EfsSpec(null, id, null))).contains(closed, "TCP port 2049", "Add such a rule");

        story.person()
                .ec2()
                .authorizeSecurityGroupIngress(request -> request.groupId(closed)
                        .ipPermissions(IpPermission.builder()
                                .ipProtocol("tcp")
                                .fromPort(2000)
                                .toPort(2100)
                                .ipRanges(range -> range.cidrIp("172.31.0.0/16"))
                                .build()));
        story.passes(Duration.ofMinutes(12));
        assertThat(story.isSettled()).isTrue();
    }

    private String finding(EfsSpec efs) {
        applies(Story.SPOT.withForge(Story.SPOT.forge().withEfs(efs)));
        story.world().wake();
        story.passes(Duration.ofMinutes(1));
        assertThat(story.stalled()).startsWith("PreflightFailed: ");
        assertThat(story.writes()).isEmpty();
        return story.stalled();
    }

    private String strangers(Map<String, String> tags, boolean withTargets) {
        var network = story.world().aws().network();
        String id = story.person()
                .efs()
                .createFileSystem(request -> request.creationToken("theirs" + withTargets)
                        .tags(tags.entrySet().stream()
                                .map(tag -> Tag.builder()
                                        .key(tag.getKey())
                                        .value(tag.getValue())
                                        .build())
                                .toList()))
                .fileSystemId();
        story.passes(Duration.ofSeconds(10));
        if (withTargets) {
            network.subnetIds(network.defaultVpcId())
                    .forEach(subnet -> story.person()
                            .efs()
                            .createMountTarget(
                                    request -> request.fileSystemId(id).subnetId(subnet)));
            story.passes(Duration.ofMinutes(2));
        }
        return id;
    }
}
