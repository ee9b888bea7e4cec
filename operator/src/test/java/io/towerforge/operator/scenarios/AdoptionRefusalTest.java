package io.towerforge.operator.scenarios;

import static io.towerforge.operator.scenarios.Adoption.adopt;
import static io.towerforge.operator.scenarios.Adoption.idOf;
import static io.towerforge.operator.scenarios.Adoption.rebuild;
import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.Annotations;
import io.towerforge.operator.model.Tags;
import io.towerforge.simulator.core.LiveObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Adoptions that somebody asks for and does not get. */
class AdoptionRefusalTest {
    private static final Duration UNTIL_SETTLED = Duration.ofMinutes(10);
    private static final String OTHER = "sarek";

    @Test
    void anEnvironmentOfAnObjectThatIsStillThereIsRefused() {
        Story story = Story.ofAPipeline();
        String id = idOf(story);
        List<LiveObject> before = story.objects();
        int writes = story.writes().size();
        story.world().cluster().apply(OTHER, Story.SPOT);
        story.world().cluster().annotate(OTHER, Annotations.ADOPT, id);
        story.world().wake();
        story.passes(Duration.ofHours(1));

        assertThat(stalled(story, OTHER))
                .contains("Conflict", "'rnaseq' in namespace 'genomics'", "`deletionPolicy: Retain`");
        assertThat(story.writes()).hasSize(writes);
        assertThat(story.objects()).isEqualTo(before);
        assertThat(story.isSettled()).isTrue();

        story.world().cluster().delete(OTHER);
        assertThat(story.world().cluster().find(OTHER)).isEmpty();
    }

    @Test
    void ofTwoObjectsThatAdoptTheSameTheOneThatAskedFirstGetsItAll() {
        Story story = Story.ofAPipeline();
        String id = idOf(story);
        rebuild(story);
        story.world().cluster().apply(OTHER, Story.SPOT);
        adopt(story, id);
        story.world().cluster().annotate(OTHER, Annotations.ADOPT, id);
        story.passes(Duration.ofHours(1));

        String winner =
                story.world().cluster().find(OTHER).orElseThrow().getMetadata().getUid();
        assertThat(story.objects())
                .filteredOn(Adoption::isTagged)
                .allMatch(one -> one.tags().get(Tags.UID).equals(winner));
        assertThat(story.stalled()).startsWith("Conflict: ").contains("'sarek'");
        assertThat(story.lostJobs()).isEmpty();

        story.delete();
        story.passes(UNTIL_SETTLED);
        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).filteredOn(Adoption::isTagged).isNotEmpty();
    }

    @Test
    void aStrangersResourceOfTheSameNameIsNotAdopted() {
        Story story = Story.ofAnEnvironment();
        String id = idOf(story);
        String group = story.one("AWS::Logs::LogGroup").name();
        story.person().logs().deleteLogGroup(request -> request.logGroupName(group));
        rebuild(story);
        Strangers.logGroup(story, group);
        adopt(story, id);
        story.passes(Duration.ofHours(1));

        assertThat(story.stalled()).startsWith("Conflict: ").contains(group);
        assertThat(story.one("AWS::Logs::LogGroup").tags()).isEmpty();
        story.delete();
        story.passes(Duration.ofHours(1));
        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).extracting(LiveObject::name).containsExactly(group);
    }

    @Test
    void anEnvironmentOfAnotherNamespaceIsRefused() {
        Story story = Story.ofAnEnvironment();
        String id = idOf(story);
        rebuild(story);
        story.person()
                .iam()
                .tagRole(request -> request.roleName(story.role("InstanceRole").name())
                        .tags(tag -> tag.key(Tags.NAMESPACE).value("proteomics")));
        story.passesWithoutTheOperator(Duration.ofMinutes(1));
        int writes = story.writes().size();
        adopt(story, id);
        story.passes(Duration.ofHours(1));

        assertThat(story.stalled()).startsWith("Conflict: ").contains("namespace 'proteomics'");
        assertThat(story.writes()).hasSize(writes);
    }

    @Test
    void whatDoesNotExistIsNotAdopted() {
        Story story = Story.begins();
        adopt(story, "3ISkGQv9Ka7XYJVtQ4gpRw");
        story.passes(Duration.ofHours(1));

        assertThat(story.stalled()).startsWith("NothingToAdopt: ").contains("3ISkGQv9Ka7XYJVtQ4gpRw", "eu-west-1");
        assertThat(story.writes()).isEmpty();
        story.delete();
        assertThat(story.isGone()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rnaseq", "TowerForge-3ISkGQv9Ka7XYJVtQ4gpRw", "zzzzzzzzzzzzzzzzzzzzzz"})
    void whatIsNoIdIsNamed(String wrong) {
        Story story = Story.begins();
        adopt(story, wrong);
        story.passes(UNTIL_SETTLED);

        assertThat(story.stalled()).startsWith("InvalidSpec: ").contains("'" + wrong + "'", "22 letters and digits");
        assertThat(story.writes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theAnnotationMustStay(boolean statusIsLost) {
        Story story = Story.ofAnEnvironment();
        String id = idOf(story);
        rebuild(story);
        adopt(story, id);
        story.passes(UNTIL_SETTLED);
        List<LiveObject> before = story.objects();
        int writes = story.writes().size();

        story.world().cluster().annotate(Story.NAME, Annotations.ADOPT, null);
        if (statusIsLost) {
            story.world().cluster().writeStatus(story.environment(), null);
        }
        story.world().wake();
        story.passes(Duration.ofHours(1));
        assertThat(story.stalled()).startsWith("AdoptionChanged: ").contains("towerforge.io/adopt: " + id);
        assertThat(story.environment().getStatus().environmentId()).isEqualTo(id);
        assertThat(story.writes()).hasSize(writes);
        assertThat(story.objects()).isEqualTo(before);

        story.annotate(Annotations.ADOPT, id);
        story.passes(UNTIL_SETTLED);
        assertThat(story.isSettled()).isTrue();
        assertThat(story.writes()).hasSize(writes);

        story.world().cluster().annotate(Story.NAME, Annotations.ADOPT, null);
        story.delete();
        story.passes(Duration.ofHours(1));
        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).isEmpty();
    }

    @Test
    void anObjectThatHasAnEnvironmentAdoptsNoOther() {
        Story story = Story.ofAnEnvironment();
        List<LiveObject> before = story.objects();
        story.annotate(Annotations.ADOPT, "3ISkGQv9Ka7XYJVtQ4gpRw");
        story.passes(Duration.ofHours(1));
        assertThat(story.stalled()).startsWith("AdoptionChanged: ").contains("Remove the annotation");
        assertThat(story.objects()).isEqualTo(before);

        story.delete();
        story.passes(Duration.ofHours(1));
        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).isEmpty();
    }

    private static String stalled(Story story, String name) {
        return story.world().cluster().find(name).orElseThrow().getStatus().conditions().stream()
                .filter(condition -> condition.type().equals("Stalled")
                        && condition.status().value().equals("True"))
                .collect(Collectors.toMap(condition -> condition.reason(), condition -> condition.message()))
                .toString();
    }
}
