package io.towerforge.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.operator.model.EnvironmentId;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names in AWS: environment ids, hashes of contents, places. */
class NamesTest {
    /** The expected ids were worked out with another program; they must never change, because names in AWS hang on them. */
    @ParameterizedTest
    @CsvSource({
        "00000000-0000-0000-0000-000000000000, 0000000000000000000000",
        "00000000-0000-0000-0000-00000000003d, 000000000000000000000z",
        "00000000-0000-0000-0000-00000000003e, 0000000000000000000010",
        "ffffffff-ffff-ffff-ffff-ffffffffffff, 7n42DGM5Tflk9n8mt7Fhc7",
        "5f9d2c1e-8a43-4b7e-9c55-0e1f2a3b4c5d, 2uQ68eGjqmVInYcGJFpSrV"
    })
    void anEnvironmentIdIsTheUidInBase62(String uid, String id) {
        assertThat(EnvironmentId.of(uid)).isEqualTo(id);
    }

    @Test
    void everyUidHasAnIdOfItsOwnWithTwentyTwoCharacters() {
        Random random = new Random(62);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(EnvironmentId.of(new UUID(random.nextLong(), random.nextLong()).toString()));
        }
        assertThat(ids).hasSize(10_000).allMatch(id -> id.matches("[0-9A-Za-z]{22}"));
    }

    @Test
    void capitalLettersInAUidMakeNoDifference() {
        assertThat(EnvironmentId.of("5F9D2C1E-8A43-4B7E-9C55-0E1F2A3B4C5D")).isEqualTo(EnvironmentId.of(Scene.UID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "uid",
                "1-2-3-4-5",
                "5f9d2c1e8a434b7e9c550e1f2a3b4c5d",
                "zzzzzzzz-8a43-4b7e-9c55-0e1f2a3b4c5d"
            })
    void whatIsNoUuidIsRefused(String uid) {
        assertThatThrownBy(() -> EnvironmentId.of(uid)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHashIsEightHexadecimalDigitsOfTheContentsAndOfTheirOrder() {
        assertThat(ContentHash.of("a", "b")).matches("[0-9a-f]{8}").isEqualTo(ContentHash.of("a", "b"));
        assertThat(ContentHash.of("a", "b"))
                .isNotEqualTo(ContentHash.of("b", "a"))
                .isNotEqualTo(ContentHash.of("ab"));
        assertThat(ContentHash.of("", "a")).isNotEqualTo(ContentHash.of("a", ""));
    }

    /** Worked out with another program: sha256 of "1", and of a zero byte and the text for each part. */
    @Test
    void aHashNeverChangesForTheSameContents() {
        assertThat(ContentHash.of("", false)).isEqualTo("71e55c1a");
        assertThat(ContentHash.of("towerforge")).isEqualTo("9f9afee8");
    }

    @Test
    void aPlaceKnowsItsOwnEnvironmentsAndNoOthers() {
        String work = Place.WORK.environmentName(Scene.STACK, "1a2b3c4d");
        assertThat(work).isEqualTo(Scene.WORK + "-1a2b3c4d");
        assertThat(Place.WORK.owns(Scene.STACK, work)).isTrue();
        assertThat(Place.HEAD.owns(Scene.STACK, work)).isFalse();
        assertThat(Place.WORK.owns(Scene.STACK, Scene.WORK)).isFalse();
    }

    @Test
    void anIdIsWhatTheUidOfSomeObjectGives() {
        assertThat(EnvironmentId.isValid(EnvironmentId.of("ffffffff-ffff-ffff-ffff-ffffffffffff")))
                .isTrue();
        assertThat(EnvironmentId.isValid(EnvironmentId.of("00000000-0000-0000-0000-000000000000")))
                .isTrue();
        assertThat(List.of("", "rnaseq", "zzzzzzzzzzzzzzzzzzzzzz", "3ISkGQv9Ka7XYJVtQ4gpR-"))
                .noneMatch(EnvironmentId::isValid);
    }
}
