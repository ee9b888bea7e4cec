package io.towerforge.operator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tags that are ours among all that a resource carries. */
class TagsTest {
    private static final StackId STACK = new StackId("cluster", "uid", "genomics", "rnaseq", "1");
    private static final String KEY_CHARACTERS = "abcXYZ019 _.:/=+-@";

    @Test
    void theMarkSaysWhoseItIs() {
        assertThat(Tags.of(STACK, "work-queue", Map.of()).all())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "towerforge.io/cluster", "cluster",
                        "towerforge.io/uid", "uid",
                        "towerforge.io/namespace", "genomics",
                        "towerforge.io/name", "rnaseq",
                        "towerforge.io/resource", "work-queue"));
    }

    @Test
    void onlyClusterAndUidTogetherAreTheMark() {
        Map<String, String> tags =
                new HashMap<>(Tags.of(STACK, "work-queue", Map.of()).all());
        assertThat(Tags.marks(tags, STACK)).isTrue();
        assertThat(Tags.marks(tags, new StackId("other", "uid", "genomics", "rnaseq", "1")))
                .isFalse();
        assertThat(Tags.marks(tags, new StackId("cluster", "other", "genomics", "rnaseq", "1")))
                .isFalse();
        assertThat(Tags.marks(Map.of("towerforge.io/uid", "uid"), STACK)).isFalse();
        assertThat(Tags.marks(Map.of(), STACK)).isFalse();
    }

    @Test
    void aStrangersTagIsNeitherReadNorRemoved() {
        Map<String, String> inAws =
                new HashMap<>(Tags.of(STACK, "r", Map.of("team", "genomics")).all());
        inAws.put("costs", "finance put this here");
        Tags read = Tags.read(inAws);
        assertThat(read.all()).doesNotContainKey("costs");
        assertThat(Tags.of(STACK, "r", Map.of()).surplusOn(read)).containsExactly("team", "towerforge.io/labels");
    }

    @Test
    void aLabelThatLeftTheSpecIsRemovedAndOneThatChangedIsSet() {
        Tags before = Tags.of(STACK, "r", Map.of("team", "genomics", "old", "x"));
        Tags after = Tags.of(STACK, "r", Map.of("team", "proteomics"));
        assertThat(after.surplusOn(before)).containsExactly("old");
        assertThat(after.missingFrom(before))
                .containsExactlyInAnyOrderEntriesOf(Map.of("team", "proteomics", "towerforge.io/labels", "team"));
    }

    @Test
    void aLabelThatWasRemovedByHandIsMissing() {
        Map<String, String> inAws =
                new HashMap<>(Tags.of(STACK, "r", Map.of("team", "genomics")).all());
        inAws.remove("team");
        assertThat(Tags.of(STACK, "r", Map.of("team", "genomics")).missingFrom(Tags.read(inAws)))
                .containsOnlyKeys("team");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cost centre", " a ", "@", "@s", "@a b", "  ", "a@b", "größe"})
    void aKeyOfAnyFormIsReadBack(String key) {
        Tags tags = Tags.of(STACK, "r", Map.of(key, "value", "plain", "x"));
        assertThat(Tags.read(tags.all())).isEqualTo(tags);
        assertThat(tags.labels()).containsOnlyKeys(key, "plain");
    }

    @Test
    void twentyFiveLabelsOfTheGreatestLengthFitIntoWhatAwsTakes() {
        for (int seed = 0; seed < 200; seed++) {
            Map<String, String> labels = labels(new Random(seed));
            Tags tags = Tags.of(STACK, "r", labels);
            assertThat(tags.all()).as("seed " + seed).hasSizeLessThanOrEqualTo(50);
            assertThat(tags.all().values()).allMatch(value -> value.length() <= 256);
            assertThat(Tags.read(tags.all())).isEqualTo(tags);
            assertThat(tags.labels()).isEqualTo(labels);
        }
    }

    private static Map<String, String> labels(Random random) {
        Map<String, String> labels = new TreeMap<>();
        while (labels.size() < 25) {
            int length = random.nextInt(4) == 0 ? 128 : 1 + random.nextInt(128);
            StringBuilder key = new StringBuilder();
            for (int i = 0; i < length; i++) {
                key.append(KEY_CHARACTERS.charAt(random.nextInt(KEY_CHARACTERS.length())));
            }
            labels.put(key.toString(), "value");
        }
        return labels;
    }
}
