package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.Annotations;
import io.towerforge.api.v1alpha1.NetworkSpec;
import io.towerforge.simulator.core.Call;
import io.towerforge.simulator.core.Interceptor;
import io.towerforge.simulator.core.LiveObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody tells the operator by annotations what to do. */
class AnnotationTest {
    @Test
    void aPausedEnvironmentIsWatchedAndGoesOnLater() {
        Story story = Story.ofAnEnvironment();
        story.annotate(Annotations.PAUSED, "true");
        Deed.LOWERS_MAX_CPUS.to(story);
        story.editForge(forge -> forge.withMaxCpus(512));
        story.passes(Duration.ofSeconds(10));
        List<LiveObject> before = story.objects();
        int writes = story.writes().size();

        story.passes(Duration.ofHours(2));
        assertThat(story.objects()).isEqualTo(before);
        assertThat(story.writes()).hasSize(writes);
        assertThat(story.condition("Advisory").reason()).isEqualTo("Paused");
        assertThat(story.environment().getStatus().plan()).anyMatch(line -> line.contains("maxCpus 100 -> 512"));

        story.annotate(Annotations.PAUSED, "false");
        story.passes(Duration.ofMinutes(5));
        assertThat(story.isSettled()).isTrue();
        assertThat(story.serving("work").attributes().toString()).contains("maxvCpus=512");
        assertThat(story.condition("Advisory").status().value()).isEqualTo("False");
    }

    @Test
    void aNewEnvironmentThatIsPausedIsNotBegun() {
        Story story = Story.begins();
        story.world().cluster().apply(Story.NAME, Story.SPOT);
        story.annotate(Annotations.PAUSED, "true");
        story.passes(Duration.ofHours(1));

        assertThat(story.writes()).isEmpty();
        assertThat(story.environment().getMetadata().getFinalizers()).isEmpty();
        assertThat(story.readiness()).isEqualTo("Unknown/Paused");

        story.delete();
        assertThat(story.isGone()).isTrue();
    }

    @Test
    void whatWasPlannedIsWhatIsThenDone() {
        Story story = Story.ofAnEnvironment();
        story.annotate(Annotations.PLAN, "true");
        story.edit(Edit.LABELS::of);
        story.editForge(forge -> forge.withMaxCpus(512));
        story.passes(Duration.ofMinutes(1));
        List<String> planned = story.environment().getStatus().plan();
        int writes = story.writes().size();
        int events = story.world().cluster().events().size();
        story.passes(Duration.ofHours(1));
        assertThat(story.writes()).hasSize(writes);

        story.annotate(Annotations.PLAN, "false");
        story.passes(Duration.ofMinutes(30));

        List<String> done =
                story
                        .world()
                        .cluster()
                        .events()
                        .subList(events, story.world().cluster().events().size())
                        .stream()
                        .filter(event -> event.startsWith("Normal "))
                        .map(event -> event.substring(event.indexOf(' ', 7) + 1))
                        .toList();
        assertThat(planned.stream().filter(line -> line.startsWith("update") || line.startsWith("create")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(done).contains(line));
        assertThat(done).allSatisfy(line -> assertThat(planned).anyMatch(step -> sameResource(step, line)));
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void aPlanAskedForInTheMiddleOfAPassStopsWhatItWouldRemove() {
        Story story = Story.ofAnEnvironment();
        story.delete();
        story.world().aws().interceptor(new Interceptor() {
            @Override
            public void before(Call call) {
                if (call.operation().equals("ListJobs")
                        && story.queue("work").state().equals("DISABLED/VALID")) {
                    story.world().cluster().annotate(Story.NAME, Annotations.PLAN, "true");
                }
            }
        });
        story.passes(Duration.ofMinutes(30));

        assertThat(story.writes()).noneMatch(call -> call.operation().equals("DeleteJobQueue"));
    }

    @Test
    void aPlanThatPreflightRefusesSaysWhy() {
        Story story = Story.ofAnEnvironment();
        story.annotate(Annotations.PLAN, "true");
        story.editForge(
                forge -> forge.withNetwork(new NetworkSpec(null, List.of("subnet-00000000000000000"), List.of())));
        story.passes(Duration.ofMinutes(20));

        assertThat(story.stalled()).contains("subnet-00000000000000000");
    }

    @Test
    void aRequestToLookAgainIsAnsweredAtOnceAndEchoed() {
        Story story = Story.ofAnEnvironment();
        story.passes(Duration.ofMinutes(10));
        Deed.LOWERS_MAX_CPUS.to(story);

        story.annotate(Annotations.RECONCILE_REQUESTED_AT, "now");
        story.passes(Duration.ofSeconds(30));

        assertThat(story.environment().getStatus().lastHandledReconcileAt()).isEqualTo("now");
        assertThat(story.serving("work").attributes().toString()).contains("maxvCpus=256");
    }

    private static boolean sameResource(String step, String line) {
        String[] words = step.split(":", 2)[0].split(" ");
        return line.contains(words[words.length - 1]);
    }
}
