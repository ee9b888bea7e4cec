package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.operator.world.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks on instances with graphics processors. */
class GpuTest {
    @Test
    void tasksHaveTheImageWithDriversAndHeadJobsThePlainOne() {
        Story story = Story.ofAnEnvironment();
        var images = story.world().aws().network().ecsOptimizedImages();

        story.editForge(forge -> forge.withGpu(true).withInstanceTypes(List.of("g5")));
        story.passes(Duration.ofMinutes(30));

        assertThat(story.isSettled()).isTrue();
        assertThat(resources(story, "work")).contains(images.get("amazon-linux-2023/gpu"), "ECS_AL2023_NVIDIA");
        assertThat(resources(story, "head"))
                .contains(images.get("amazon-linux-2023") + ",")
                .doesNotContain("NVIDIA");
        assertThat(story.environment().getStatus().effective().imageId())
                .isEqualTo(images.get("amazon-linux-2023/gpu"));
        assertThat(story.environment().getStatus().effective().headImageId())
                .isEqualTo(images.get("amazon-linux-2023"));
    }

    @Test
    void bothImagesStayWhereTheyAreWhenNewerOnesCome() {
        Story story = Story.ofAnEnvironment();
        story.editForge(forge -> forge.withGpu(true).withInstanceTypes(List.of("g5")));
        story.passes(Duration.ofMinutes(30));
        String before = resources(story, "work") + resources(story, "head");
        story.world().aws().network().images().publish("amazon-linux-2023/gpu");
        story.world().aws().network().images().publish("amazon-linux-2023");

        story.passes(Duration.ofHours(5));

        assertThat(resources(story, "work") + resources(story, "head")).isEqualTo(before);
    }

    @Test
    void withoutGpuAgainTheTasksGoBackToThePlainImage() {
        Story story = Story.ofAnEnvironment();
        String plain = story.environment().getStatus().effective().imageId();
        story.editForge(forge -> forge.withGpu(true).withInstanceTypes(List.of("g5")));
        story.passes(Duration.ofMinutes(30));
        story.editForge(forge -> forge.withGpu(false).withInstanceTypes(List.of()));
        story.passes(Duration.ofMinutes(30));

        assertThat(story.isSettled()).isTrue();
        assertThat(resources(story, "work")).contains(plain).doesNotContain("NVIDIA");
        assertThat(story.environment().getStatus().effective().headImageId()).isNull();
    }

    @Test
    void anImageOfTheUsersOwnWins() {
        Story story = Story.ofAnEnvironment();
        story.editForge(
                forge -> forge.withGpu(true).withInstanceTypes(List.of("g5")).withImageId(World.OWN_IMAGE));
        story.passes(Duration.ofMinutes(30));

        assertThat(story.isSettled()).isTrue();
        assertThat(resources(story, "work")).contains(World.OWN_IMAGE, "ECS_AL2023_NVIDIA");
        assertThat(resources(story, "head")).doesNotContain(World.OWN_IMAGE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true | m6i | has no NVIDIA GPU",
                "true | g4ad | has no NVIDIA GPU",
                "true | optimal | has no NVIDIA GPU",
                "true | p3 | no longer support",
                "false | m9z | is not offered in eu-west-1",
                "false | m6g.large | is not x86_64"
            })
    void instanceTypesThatDoNotFitAreRefusedBeforeAnythingIsWritten(boolean gpu, String type, String sentence) {
        Story story = Story.begins();
        ForgeSpec forge = Story.SPOT.forge().withGpu(gpu).withInstanceTypes(List.of("g5", type));
        story.world()
                .cluster()
                .apply(Story.NAME, Story.SPOT.withForge(gpu ? forge : forge.withInstanceTypes(List.of(type))));
        story.passes(Duration.ofMinutes(10));

        assertThat(story.stalled()).startsWith("PreflightFailed").contains("'" + type + "'", sentence);
        assertThat(story.writes()).isEmpty();
    }

    private static String resources(Story story, String place) {
        return story.serving(place).attributes().toString();
    }
}
