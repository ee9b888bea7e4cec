package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AllowedNamespaces;
import io.towerforge.api.v1alpha1.AwsIdentitySpecBuilder;
import io.towerforge.api.v1alpha1.GuardRailsBuilder;
import io.towerforge.api.v1alpha1.HeadJobSpecBuilder;
import io.towerforge.operator.world.FakeCluster;
import io.towerforge.simulator.core.LiveObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where in IAM an identity has roles made. */
class RolePathTest {
    private static final String NAME = "research";
    private static final Duration UNTIL_SETTLED = Duration.ofMinutes(10);

    private final Story story = Story.begins();

    @Test
    void rolesAndProfilesAreMadeUnderThePathAndEverythingNamesThemThere() {
        demand("/towerforge/");
        begin();

        assertThat(story.isSettled()).isTrue();
        assertThat(rolesAndProfiles()).hasSize(3).allMatch(one -> path(one).equals("/towerforge/"));
        assertThat(story.serving("work").attributes().toString())
                .contains(":instance-profile/towerforge/"
                        + story.role("InstanceRole").name());
        assertThat(configuration()).contains(story.role("ExecutionRole").id());
        assertThat(story.role("ExecutionRole").id()).contains(":role/towerforge/TowerForge-");
        assertThat(story.condition("Advisory").status().value()).isEqualTo("False");
    }

    @Test
    void anEditOfThePathMovesNothingThatIsThereAndSaysSo() {
        demand("/");
        begin();
        story.submit("work", 8);
        story.passes(Story.UNTIL_THE_NEXT_PASS);
        List<LiveObject> before = rolesAndProfiles();
        String environment = story.serving("work").name();
        String configuration = configuration();

        demand("/towerforge/");
        story.world().wake();
        story.passes(UNTIL_SETTLED);

        assertThat(story.isSettled()).isTrue();
        assertThat(rolesAndProfiles()).isEqualTo(before);
        assertThat(story.serving("work").name()).isEqualTo(environment);
        assertThat(configuration()).isEqualTo(configuration);
        assertThat(story.condition("Advisory").reason()).isEqualTo("RolePathKept");
        assertThat(story.condition("Advisory").message())
                .contains("`/towerforge/`", "`/`", story.role("InstanceRole").name());
        story.finishAllJobs();
        assertThat(story.lostJobs()).isEmpty();
    }

    @Test
    void aRoleMadeAfterTheEditIsUnderTheNewPathAndIsNamedThere() {
        demand("/");
        begin();
        demand("/towerforge/");
        Deed.DELETES_THE_EXECUTION_ROLE.to(story);
        story.world().wake();
        story.passes(UNTIL_SETTLED);

        assertThat(story.isSettled()).isTrue();
        assertThat(path(story.role("ExecutionRole"))).isEqualTo("/towerforge/");
        assertThat(configuration()).contains(story.role("ExecutionRole").id());
        assertThat(path(story.role("InstanceRole"))).isEqualTo("/");
    }

    private void demand(String path) {
        story.world()
                .identities()
                .apply(
                        NAME,
                        AwsIdentitySpecBuilder.builder()
                                .allowedNamespaces(new AllowedNamespaces(List.of(FakeCluster.NAMESPACE), null))
                                .guardRails(GuardRailsBuilder.builder()
                                        .rolePath(path)
                                        .build())
                                .build());
    }

    private void begin() {
        story.world()
                .cluster()
                .apply(
                        Story.NAME,
                        Story.SPOT
                                .withIdentityName(NAME)
                                .withHeadJob(HeadJobSpecBuilder.builder().build()));
        story.world().wake();
        story.passes(UNTIL_SETTLED);
    }

    private List<LiveObject> rolesAndProfiles() {
        return story.objects().stream()
                .filter(one -> one.kind().startsWith("AWS::IAM::"))
                .toList();
    }

    private String configuration() {
        return story.world().cluster().configMap("rnaseq-nextflow").toString();
    }

    private static String path(LiveObject one) {
        return one.attributes().get("path").toString();
    }
}
