package io.towerforge.cli.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationTest extends ApiServerScenario {

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
                    {}                            | spec.size: Required value
                    {"size": "big"}               | spec.size: Invalid value: "big": must be of type integer
                    {"size": 0}                   | spec.size: Invalid value: 0: should be greater than or equal to 1
                    {"size": 101}                 | spec.size: Invalid value: 101: should be less than or equal to 100
                    {"size": 1, "colour": "Blue"} | spec.colour: Unsupported value: "Blue"
                    {"size": 1, "code": "A1"}     | spec.code: Invalid value: "A1": should match '^[a-z]+$'
                    {"size": 1, "parts": [1]}     | spec.parts[0]: Invalid value: 1: must be of type string
                    """, quoteCharacter = '`')
    void whatBreaksTheSchemaIsRefusedWithThePathOfTheMember(String spec, String message) {
        Answer refused = post(WIDGETS, widget("one", spec));

        assertThat(refused.code()).isEqualTo(422);
        assertThat(refused.text("/reason")).isEqualTo("Invalid");
        assertThat(refused.text("/message"))
                .startsWith("Widget.example.org \"one\" is invalid:")
                .contains(message);
        assertThat(refused.text("/details/causes/0/field")).startsWith("spec.");
    }

    @Test
    void aSetMustNotHoldTheSameValueTwice() {
        assertThat(post(WIDGETS, widget("one", "{\"size\": 1, \"parts\": [\"a\", \"a\"]}"))
                        .text("/message"))
                .contains("spec.parts[1]: Duplicate value");
    }

    @Test
    void defaultsAreFilledIn() {
        assertThat(post(WIDGETS, widget("one", "{\"size\": 1}")).text("/spec/colour"))
                .isEqualTo("Red");
    }

    @Test
    void anUnknownMemberIsAnErrorWhenTheClientIsStrict() {
        Answer refused = post(WIDGETS + "?fieldValidation=Strict", widget("one", "{\"size\": 1, \"sise\": 2}"));

        assertThat(refused.code()).isEqualTo(400);
        assertThat(refused.text("/message")).contains("unknown field \"spec.sise\"");
    }

    @Test
    void anUnknownMemberIsDroppedWithAWarningOtherwise() {
        Answer created = post(WIDGETS, widget("one", "{\"size\": 1, \"sise\": 2}"));

        assertThat(created.body().path("spec").has("sise")).isFalse();
        assertThat(created.warnings()).singleElement().asString().contains("spec.sise");
    }

    @Test
    void theAdmissionRefusesWithItsOwnSentences() {
        violations.add("spec.size: A widget of this size does not fit through the door. Choose at most 3.");

        Answer refused = post(WIDGETS, widget("one", "{\"size\": 4}"));

        assertThat(refused.code()).isEqualTo(422);
        assertThat(refused.text("/message")).contains("\"one\" is invalid", "does not fit through the door");
        assertThat(get(WIDGETS + "/one").code()).isEqualTo(404);
    }

    @Test
    void whatWasStoredUnderOlderRulesCanStillBeLabelledAndReportOnItself() {
        createWidget("one", "{\"size\": 4}");
        violations.add("spec.size: No longer allowed.");

        assertThat(patch(WIDGETS + "/one", MERGE, "{\"metadata\": {\"labels\": {\"a\": \"b\"}}}")
                        .code())
                .isEqualTo(200);
        assertThat(patch(WIDGETS + "/one/status", MERGE, "{\"status\": {\"observedGeneration\": 1}}")
                        .code())
                .isEqualTo(200);
        assertThat(patch(WIDGETS + "/one", MERGE, "{\"spec\": {\"size\": 5}}").code())
                .isEqualTo(422);
    }

    @Test
    void aNameMustBeOneThatKubernetesAccepts() {
        assertThat(post(WIDGETS, widget("One_Two", "{\"size\": 1}")).code()).isEqualTo(422);
    }

    @Test
    void aSecondObjectOfTheSameNameIsRefused() {
        createWidget("one", "{\"size\": 1}");

        assertThat(post(WIDGETS, widget("one", "{\"size\": 1}")).text("/reason"))
                .isEqualTo("AlreadyExists");
    }
}
