package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Volume;

/** What EC2 does with EBS volumes. */
class VolumeBehaviourTest extends AccountFixture {
    @Test
    void volumesAreFoundByTheirTagsAndTheirState() {
        String attached = create("genomics");
        String detached = create("genomics");
        create("physics");
        attach(attached);

        assertThat(aws.ec2()
                        .describeVolumes(describe -> describe.filters(
                                filter -> filter.name("tag:team").values("genomics"),
                                filter -> filter.name("status").values("available")))
                        .volumes())
                .singleElement()
                .satisfies(volume -> {
                    assertThat(volume.volumeId()).isEqualTo(detached);
                    assertThat(volume.createTime()).isEqualTo(clock.instant());
                });
    }

    @Test
    void anAttachedVolumeIsNotDeleted() {
        String id = create("genomics");
        attach(id);
        refusedWith("VolumeInUse", () -> delete(id));

        aws.ec2().detachVolume(request -> request.volumeId(id));
        delete(id);

        assertThat(aws.ec2().describeVolumes().volumes())
                .extracting(Volume::volumeId)
                .doesNotContain(id);
    }

    @Test
    void aVolumeThatIsGoneIsNotFound() {
        String id = create("genomics");
        delete(id);
        refusedWith("InvalidVolume.NotFound", () -> delete(id));
    }

    private String create(String team) {
        return aws.ec2()
                .createVolume(request -> request.availabilityZone("eu-west-1a")
                        .size(50)
                        .tagSpecifications(tags -> tags.resourceType(ResourceType.VOLUME)
                                .tags(tag -> tag.key("team").value(team))))
                .volumeId();
    }

    private void attach(String id) {
        aws.ec2()
                .attachVolume(request ->
                        request.volumeId(id).instanceId("i-0123456789abcdef0").device("/dev/xvdb"));
    }

    private void delete(String id) {
        aws.ec2().deleteVolume(request -> request.volumeId(id));
    }
}
