package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What EC2 does with launch templates, their versions and tags. */
class LaunchTemplateBehaviourTest extends AccountFixture {
    @Test
    void aNewTemplateHasOneVersion() {
        LaunchTemplate template = create("nodes", null);
        assertThat(template.launchTemplateId()).matches("lt-[0-9a-f]{17}");
        assertThat(template.latestVersionNumber()).isEqualTo(1);
        assertThat(template.defaultVersionNumber()).isEqualTo(1);
    }

    @Test
    void aSecondTemplateOfTheSameNameIsRefused() {
        create("nodes", null);
        refusedWith("InvalidLaunchTemplateName.AlreadyExistsException", () -> create("nodes", null));
    }

    @Test
    void aRepeatedClientTokenReturnsTheSameTemplate() {
        assertThat(create("nodes", "token").launchTemplateId())
                .isEqualTo(create("nodes", "token").launchTemplateId());
        assertThat(aws.objects()).hasSize(1);
    }

    @Test
    void aClientTokenIsNotUsedForOtherParameters() {
        create("nodes", "token");
        refusedWith("IdempotentParameterMismatch", () -> create("others", "token"));
    }

    @Test
    void tagsAreGivenAtCreation() {
        aws.ec2().createLaunchTemplate(tagged("nodes", ResourceType.LAUNCH_TEMPLATE, "owner", "me"));
        assertThat(described("nodes").tags()).containsExactly(tag("owner", "me"));
        refusedWith(
                "InvalidParameterValue",
                () -> aws.ec2().createLaunchTemplate(tagged("others", ResourceType.INSTANCE, "owner", "me")));
    }

    @Test
    void reservedAndTooManyTemplateTagsAreRefused() {
        refusedWith(
                "InvalidParameterValue",
                () -> aws.ec2().createLaunchTemplate(tagged("nodes", ResourceType.LAUNCH_TEMPLATE, "aws:owner", "me")));
        String id = create("nodes", null).launchTemplateId();
        List<Tag> many = IntStream.range(0, 51)
                .mapToObj(number -> tag("key" + number, "value"))
                .toList();
        refusedWith(
                "TagLimitExceeded",
                () -> aws.ec2().createTags(create -> create.resources(id).tags(many)));
    }

    @Test
    void templateTagsAreAddedAndRemoved() {
        String id = create("nodes", null).launchTemplateId();
        aws.ec2().createTags(create -> create.resources(id).tags(tag("a", "1"), tag("b", "2"), tag("c", "3")));
        aws.ec2().createTags(create -> create.resources(id).tags(tag("a", "4")));
        aws.ec2()
                .deleteTags(delete ->
                        delete.resources(id).tags(Tag.builder().key("b").build(), tag("c", "other")));
        assertThat(described("nodes").tags()).containsExactly(tag("a", "4"), tag("c", "3"));
    }

    @Test
    void templatesAreFiltered() {
        aws.ec2().createLaunchTemplate(tagged("nodes-a", ResourceType.LAUNCH_TEMPLATE, "owner", "me"));
        aws.ec2().createLaunchTemplate(tagged("nodes-b", ResourceType.LAUNCH_TEMPLATE, "owner", "you"));
        create("others", null);
        assertThat(names(filter("tag:owner", "me"))).containsExactly("nodes-a");
        assertThat(names(filter("tag-key", "owner"))).containsExactlyInAnyOrder("nodes-a", "nodes-b");
        assertThat(names(filter("launch-template-name", "nodes-*"))).containsExactlyInAnyOrder("nodes-a", "nodes-b");
        assertThat(names(filter("tag:owner", "nobody"))).isEmpty();
    }

    @Test
    void anAbsentTemplateIsAnErrorByName() {
        refusedWith("InvalidLaunchTemplateName.NotFoundException", () -> described("absent"));
        refusedWith(
                "InvalidLaunchTemplateId.NotFound",
                () -> aws.ec2().describeLaunchTemplates(describe -> describe.launchTemplateIds("lt-0")));
        refusedWith(
                "InvalidLaunchTemplateId.NotFound",
                () -> aws.ec2().deleteLaunchTemplate(delete -> delete.launchTemplateId("lt-0")));
    }

    @Test
    void aTemplateInUseCanBeDeleted() {
        create("nodes", null);
        createEnvironment("work", resources().launchTemplate(template -> template.launchTemplateName("nodes")));
        aws.ec2().deleteLaunchTemplate(delete -> delete.launchTemplateName("nodes"));
        assertThat(names(filter("launch-template-name", "nodes"))).isEmpty();
    }

    @Test
    void templateReadsLagBehindWrites() {
        open(Timings.none().withLaunchTemplateLag(Duration.ofSeconds(2)));
        String id = create("nodes", null).launchTemplateId();
        assertThat(names(filter("launch-template-name", "nodes"))).isEmpty();
        pass(Duration.ofSeconds(2));
        assertThat(names(filter("launch-template-name", "nodes"))).containsExactly("nodes");
        addVersion(id, "second");
        assertThat(described("nodes").latestVersionNumber()).isEqualTo(1);
        pass(Duration.ofSeconds(2));
        assertThat(described("nodes").latestVersionNumber()).isEqualTo(2);
        aws.ec2().deleteLaunchTemplate(delete -> delete.launchTemplateId(id));
        assertThat(names(filter("launch-template-name", "nodes"))).containsExactly("nodes");
        pass(Duration.ofSeconds(2));
        assertThat(names(filter("launch-template-name", "nodes"))).isEmpty();
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

    private List<String> names(Filter filter) {
        return aws
                .ec2()
                .describeLaunchTemplatesPaginator(
                        describe -> describe.filters(filter).maxResults(1))
                .stream()
                .flatMap(page -> page.launchTemplates().stream())
                .map(LaunchTemplate::launchTemplateName)
                .toList();
    }

    private void userData(String base64) {
        aws.ec2()
                .createLaunchTemplate(
                        create -> create.launchTemplateName("nodes").launchTemplateData(data -> data.userData(base64)));
    }

    private static CreateLaunchTemplateRequest tagged(String name, ResourceType type, String key, String value) {
        return CreateLaunchTemplateRequest.builder()
                .launchTemplateName(name)
                .launchTemplateData(RequestLaunchTemplateData.builder().build())
                .tagSpecifications(tags -> tags.resourceType(type).tags(tag(key, value)))
                .build();
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
