package io.towerforge.operator.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.aws.ExampleStack;
import io.towerforge.operator.aws.Meddling;
import io.towerforge.operator.aws.ResourceManagerContract;
import io.towerforge.operator.model.LaunchTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateHttpTokensState;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

class LaunchTemplateManagerTest extends ResourceManagerContract<LaunchTemplate> {
    @Override
    protected LaunchTemplate prepare() {
        return ExampleStack.launchTemplate("12345678");
    }

    @Override
    protected List<LaunchTemplate> edits() {
        return List.of(new LaunchTemplate(
                desired.name(), desired.contents(), ExampleStack.otherTags("launch-template"), null));
    }

    @Override
    protected List<Meddling> meddlings() {
        Ec2Client ec2 = world.somebody().ec2();
        return List.of(
                new Meddling("a label is taken off", () -> untag("team")),
                new Meddling(
                        "a label is changed",
                        () -> ec2.createTags(request -> request.resources(id())
                                .tags(tag -> tag.key("team").value("others")))));
    }

    @Override
    protected void plant(Map<String, String> tags) {
        world.somebody()
                .ec2()
                .createLaunchTemplate(LaunchTemplateRequests.create(desired).toBuilder()
                        .clientToken("stranger")
                        .tagSpecifications(TagSpecification.builder()
                                .resourceType(ResourceType.LAUNCH_TEMPLATE)
                                .tags(Ec2Tags.write(tags))
                                .build())
                        .build());
    }

    @Override
    protected void untag(String key) {
        world.somebody().ec2().deleteTags(request -> request.resources(id()).tags(tag -> tag.key(key)));
    }

    @Test
    void theSameTemplateAlwaysComesWithTheSameTokenAndOtherTagsWithAnother() {
        String token = LaunchTemplateRequests.create(desired).clientToken();

        assertThat(token).isEqualTo(LaunchTemplateRequests.create(prepare()).clientToken());
        assertThat(token).hasSizeLessThanOrEqualTo(128);
        assertThat(token)
                .isNotEqualTo(LaunchTemplateRequests.create(edits().get(0)).clientToken());
    }

    @Test
    void theContentsSayWhatInstancesAreLaunchedWith() {
        CreateLaunchTemplateRequest request = LaunchTemplateRequests.create(desired);

        assertThat(request.launchTemplateData()).satisfies(data -> {
            assertThat(new String(Base64.getDecoder().decode(data.userData()), StandardCharsets.UTF_8))
                    .isEqualTo(desired.contents().userData());
            assertThat(data.metadataOptions().httpTokens()).isEqualTo(LaunchTemplateHttpTokensState.REQUIRED);
            assertThat(data.metadataOptions().httpPutResponseHopLimit()).isEqualTo(2);
            assertThat(data.tagSpecifications())
                    .singleElement()
                    .satisfies(tags -> assertThat(tags.resourceType()).isEqualTo(ResourceType.VOLUME));
        });
        assertThat(request.launchTemplateData().blockDeviceMappings())
                .singleElement()
                .satisfies(device -> {
                    assertThat(device.deviceName()).isEqualTo("/dev/xvda");
                    assertThat(device.ebs().encrypted()).isTrue();
                    assertThat(device.ebs().deleteOnTermination()).isTrue();
                    assertThat(device.ebs().volumeSize()).isEqualTo(50);
                    assertThat(device.ebs().throughput()).isEqualTo(125);
                });
    }

    private String id() {
        return ours().get(0).id();
    }
}
