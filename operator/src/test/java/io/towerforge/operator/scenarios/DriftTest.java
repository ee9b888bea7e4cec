package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.simulator.core.LiveObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody changes by hand what the operator had set. */
class DriftTest {
    /** What an update in place takes, after the pass that sees the change. */
    private static final Duration UNTIL_REPAIRED = Duration.ofMinutes(25);

    @ParameterizedTest
    @EnumSource
    void whatIsChangedByHandIsPutRight(Deed deed) {
        Story story = Story.ofAnEnvironment();
        List<String> before = portrait(story);

        deed.to(story);
        assertThat(portrait(story)).isNotEqualTo(before);
        story.passes(UNTIL_REPAIRED);

        assertThat(portrait(story)).containsExactlyElementsOf(before);
        assertThat(story.isSettled()).isTrue();
        assertThat(story.events("DriftCorrected")).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aRepairNeverCostsAJobAndTheQueuesStay(Deed deed) {
        Story story = Story.ofAPipeline();
        String queue = story.queue("work").id();
        List<String> before = settings(story);

        deed.to(story);
        story.passes(UNTIL_REPAIRED);
        assertThat(story.lostJobs()).isEmpty();
        assertThat(story.readiness()).startsWith("True/");
        story.finishAllJobs();
        story.passes(Duration.ofHours(1));

        assertThat(story.lostJobs()).isEmpty();
        assertThat(story.isSettled()).isTrue();
        assertThat(story.queue("work").id()).isEqualTo(queue);
        assertThat(settings(story)).isEqualTo(before);
        assertThat(story.objects("AWS::Batch::ComputeEnvironment")).hasSize(2);
    }

    @Test
    void tagsOfOthersStay() {
        Story story = Story.ofAnEnvironment();
        String arn = story.queue("work").id();
        story.person().batch().tagResource(request -> request.resourceArn(arn).tags(Map.of("owner", "finance")));

        Deed.RETAGS_THE_QUEUE.to(story);
        story.passes(UNTIL_REPAIRED);

        assertThat(story.queue("work").tags())
                .containsEntry("owner", "finance")
                .containsEntry("towerforge.io/name", Story.NAME);
    }

    /** What the serving environment is like, whatever its name. */
    private static List<String> settings(Story story) {
        LiveObject serving = story.serving("work");
        LiveObject queue = story.queue("work");
        return List.of(
                serving.state(),
                words(serving, story.objects()).replace(serving.name(), "it"),
                queue.state(),
                words(queue, story.objects()).replace(serving.name(), "it"));
    }

    private static List<String> portrait(Story story) {
        return story.objects().stream()
                .map(one -> one.state() + " " + words(one, story.objects()))
                .toList();
    }

    /**
     * Everything about an object but what means the same: the id of a template made again, how the last update was to be done, and
     * what stands for a default.
     */
    private static String words(LiveObject object, List<LiveObject> objects) {
        String words =
                object.kind() + " " + object.name() + " " + new TreeMap<>(object.tags()) + " " + object.attributes();
        for (LiveObject template : objects) {
            if (template.kind().equals("AWS::EC2::LaunchTemplate")) {
                words = words.replace(template.id(), template.name());
            }
        }
        return words.replaceAll(", updatePolicy=\\{[^}]*}", "")
                .replace("bidPercentage=100, ", "")
                .replace("ec2KeyPair=, ", "")
                .replace(", left=alone", "")
                .replace("left=alone, ", "");
    }
}
