package io.towerforge.operator.scenarios;

import static io.towerforge.operator.scenarios.Adoption.NEW_CLUSTER;
import static io.towerforge.operator.scenarios.Adoption.adopt;
import static io.towerforge.operator.scenarios.Adoption.idOf;
import static io.towerforge.operator.scenarios.Adoption.rebuild;
import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.Annotations;
import io.towerforge.api.v1alpha1.DeletionPolicy;
import io.towerforge.api.v1alpha1.EfsCreateSpec;
import io.towerforge.api.v1alpha1.EfsSpec;
import io.towerforge.api.v1alpha1.FsxCreateSpec;
import io.towerforge.api.v1alpha1.FsxSpec;
import io.towerforge.api.v1alpha1.PipelineSecret;
import io.towerforge.api.v1alpha1.SecretKeyRef;
import io.towerforge.operator.model.Tags;
import io.towerforge.simulator.core.Fault;
import io.towerforge.simulator.core.Interceptor;
import io.towerforge.simulator.core.LiveObject;
import io.towerforge.simulator.core.Service;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An object takes over an environment that another one has left in AWS. */
class AdoptionTest {
    private static final Duration UNTIL_SETTLED = Duration.ofMinutes(10);

    @Test
    void aRebuiltClusterTakesOverAndNoJobIsLost() {
        Story story = Story.ofAPipeline();
        String id = idOf(story);
        List<String> names = names(story);
        rebuild(story);
        adopt(story, id);
        story.passes(UNTIL_SETTLED);

        assertThat(story.isSettled()).isTrue();
        assertThat(story.environment().getStatus().environmentId()).isEqualTo(id);
        assertThat(names(story)).isEqualTo(names);
        assertThat(story.objects()).filteredOn(Adoption::isTagged).allMatch(one -> isOf(story, one));
        assertThat(story.world().cluster().configMap("rnaseq-nextflow").get("nextflow.config"))
                .contains(story.queue("work").name());
        assertThat(story.events("Adopted")).hasSize(1);
        story.submit("work", 8);
        story.passes(UNTIL_SETTLED);
        story.finishAllJobs();
        story.passes(Duration.ofHours(1));

        assertThat(story.lostJobs()).isEmpty();
        assertThat(story.isSettled()).isTrue();
        assertThat(instanceTags(story))
                .as("once nothing runs, instances carry the new mark")
                .allSatisfy(tags -> assertThat(tags).contains(NEW_CLUSTER));
        assertThat(story.objects("AWS::Batch::ComputeEnvironment")).hasSize(2);
    }

    @Test
    void whatARetainedDeletionHasLeftIsTakenOverByAnotherObject() {
        Story story = Story.ofAnEnvironment();
        String id = idOf(story);
        story.edit(spec -> spec.withDeletionPolicy(DeletionPolicy.RETAIN));
        story.passes(UNTIL_SETTLED);
        List<String> names = names(story);
        story.delete();
        story.passes(UNTIL_SETTLED);
        assertThat(story.isGone()).isTrue();
        assertThat(names(story)).isEqualTo(names);

        adopt(story, id);
        story.passes(UNTIL_SETTLED);
        assertThat(story.isSettled()).isTrue();
        assertThat(names(story)).isEqualTo(names);

        story.delete();
        story.passes(Duration.ofHours(1));
        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).isEmpty();
    }

    @Test
    void everyKindOfResourceIsTakenOverAndGoesWithItsNewObject() {
        Story story = Story.begins();
        var network = story.world().aws().network();
        String closed = network.addSecurityGroup(network.defaultVpcId(), "closed");
        var spec = Story.SPOT
                .withPipelineSecrets(List.of(new PipelineSecret("LICENSE", new SecretKeyRef("licences", "dragen"))))
                .withForge(Story.SPOT
                        .forge()
                        .withNetwork(new io.towerforge.api.v1alpha1.NetworkSpec(null, null, List.of(closed)))
                        .withEfs(new EfsSpec(new EfsCreateSpec(null), null, null)));
        story.world().cluster().apply(Story.NAME, spec);
        story.passes(Duration.ofMinutes(30));
        assertThat(story.isSettled()).isTrue();
        String id = idOf(story);
        List<LiveObject> before = story.objects();
        rebuild(story);
        story.world().cluster().apply(Story.NAME, spec);
        story.annotate(Annotations.ADOPT, id);
        story.passes(Duration.ofMinutes(30));

        assertThat(story.stalled()).isEmpty();
        assertThat(story.isSettled()).isTrue();
        assertThat(story.objects()).filteredOn(Adoption::isTagged).allMatch(one -> isOf(story, one));
        assertThat(story.objects("AWS::EFS::FileSystem").get(0).id())
                .isEqualTo(before.stream()
                        .filter(one -> one.kind().equals("AWS::EFS::FileSystem"))
                        .findFirst()
                        .orElseThrow()
                        .id());
        assertThat(story.objects().stream().map(LiveObject::kind).distinct()).hasSize(11);
        story.delete();
        story.passes(Duration.ofHours(1));
        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).isEmpty();
    }

    @Test
    void aLustreFileSystemIsTakenOverWithItsData() {
        Story story = Story.begins();
        var spec = Story.SPOT.withForge(Story.SPOT.forge().withFsx(new FsxSpec(new FsxCreateSpec(null), null, null)));
        story.world().cluster().apply(Story.NAME, spec);
        story.passes(Duration.ofMinutes(40));
        String id = idOf(story);
        String fileSystem = story.one("AWS::FSx::FileSystem").id();
        rebuild(story);
        story.world().cluster().apply(Story.NAME, spec);
        story.annotate(Annotations.ADOPT, id);
        story.passes(Duration.ofMinutes(40));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.objects("AWS::FSx::FileSystem"))
                .singleElement()
                .matches(one -> one.id().equals(fileSystem) && isOf(story, one));
    }

    @Test
    void theDifferencesAreToldBeforeAnythingIsTouched() {
        Story story = Story.ofAPipeline();
        String id = idOf(story);
        rebuild(story);
        List<LiveObject> before = story.objects();
        int writes = story.writes().size();
        story.world().cluster().apply(Story.NAME, Story.SPOT);
        story.world().cluster().annotate(Story.NAME, Annotations.PLAN, "true");
        story.annotate(Annotations.ADOPT, id);
        story.editForge(forge -> forge.withMaxCpus(512));
        story.passes(Duration.ofHours(1));

        assertThat(story.writes()).hasSize(writes);
        assertThat(story.objects()).isEqualTo(before);
        assertThat(story.environment().getMetadata().getFinalizers()).isEmpty();
        assertThat(story.environment().getStatus().environmentId()).isNull();
        assertThat(story.environment().getStatus().plan())
                .anyMatch(line -> line.startsWith("update IAM role TowerForge-" + id)
                        && line.contains("+towerforge.io/cluster=" + NEW_CLUSTER))
                .anyMatch(line -> line.contains("maxCpus 256 -> 512"));
        assertThat(story.condition("Advisory").reason()).isEqualTo("PlanOnly");

        story.annotate(Annotations.PLAN, "false");
        story.world().step();
        assertThat(story.readiness()).isEqualTo("Unknown/Adopting");
        assertThat(story.writes()).as("reported first").hasSize(writes);
        story.passes(UNTIL_SETTLED);
        assertThat(story.isSettled()).isTrue();
        assertThat(story.lostJobs()).isEmpty();
        assertThat(story.serving("work").attributes().toString()).contains("maxvCpus=512");
    }

    @Test
    void aStatusThatCameWithABackupIsNotTheObjectsOwn() {
        Story story = Story.ofAnEnvironment();
        String id = idOf(story);
        var status = story.environment().getStatus();
        rebuild(story);
        story.passesWithoutTheOperator(Duration.ofHours(1));
        story.world().cluster().apply(Story.NAME, Story.SPOT);
        story.world().cluster().writeStatus(story.environment(), status);
        story.annotate(Annotations.ADOPT, id);
        story.passes(UNTIL_SETTLED);

        assertThat(story.isSettled()).isTrue();
        assertThat(story.objects()).filteredOn(Adoption::isTagged).allMatch(one -> isOf(story, one));
    }

    @Test
    void whatIsAdoptedCanBeAdoptedAgain() {
        Story story = Story.ofAPipeline();
        String id = idOf(story);
        for (String cluster : List.of("second", "third")) {
            story.world().cluster().rebuild(cluster);
            story.world().startOperator();
            adopt(story, id);
            story.passes(UNTIL_SETTLED);
        }

        assertThat(story.isSettled()).isTrue();
        assertThat(story.objects())
                .filteredOn(Adoption::isTagged)
                .allMatch(one -> one.tags().get(Tags.CLUSTER).equals("third"));
        assertThat(story.lostJobs()).isEmpty();
    }

    @Test
    void aDeletionInTheMidstOfAnAdoptionRemovesTheWhole() {
        Story story = Story.ofAnEnvironment();
        String id = idOf(story);
        rebuild(story);
        adopt(story, id);
        story.world().step();
        Interceptor denied = Fault.ACCESS_DENIED.on(call -> call.write() && call.service() == Service.BATCH);
        story.world().aws().interceptor(denied);
        story.world().step();
        story.world().step();
        assertThat(story.objects().stream()
                        .map(one -> one.tags().get(Tags.CLUSTER))
                        .distinct())
                .as("half taken over")
                .contains("test-cluster", NEW_CLUSTER);
        story.world().aws().removeInterceptor(denied);
        story.delete();
        story.passes(Duration.ofHours(1));

        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).isEmpty();
    }

    private static List<String> names(Story story) {
        return story.objects().stream()
                // A template's name says what its volumes are tagged with, the mark included.
                .filter(one -> !one.kind().equals("AWS::EC2::LaunchTemplate"))
                .map(one -> one.kind() + " " + one.name())
                .sorted()
                .toList();
    }

    private static boolean isOf(Story story, LiveObject one) {
        return one.tags().get(Tags.UID).equals(story.environment().getMetadata().getUid())
                && one.tags().get(Tags.CLUSTER).equals(NEW_CLUSTER);
    }

    private static List<String> instanceTags(Story story) {
        return story.objects("AWS::Batch::ComputeEnvironment").stream()
                .map(one -> one.attributes().toString())
                .toList();
    }
}
