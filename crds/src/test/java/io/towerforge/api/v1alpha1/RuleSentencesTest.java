package io.towerforge.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules read well, and name only what exists. */
class RuleSentencesTest {
    private static final Pattern MEMBER = Pattern.compile("(?:self|oldSelf)((?:[.][a-zA-Z]+\\b(?![(]))+)");

    record PlacedRule(String path, Map<String, Object> node, String rule, String message, String fieldPath) {
        @Override
        public String toString() {
            return path + ": " + message;
        }
    }

    static Stream<PlacedRule> rules() {
        List<PlacedRule> rules = new ArrayList<>();
        for (Definition definition : List.of(Definition.ENVIRONMENT, Definition.IDENTITY)) {
            Schemas.forEachNode(
                    definition.schema(),
                    (path, node) -> Schemas.rules(node)
                            .forEach(rule -> rules.add(new PlacedRule(
                                    path, node, (String) rule.get("rule"), (String) rule.get("message"), (String)
                                            rule.getOrDefault("fieldPath", "")))));
        }
        return rules.stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aMessageIsOneSentenceWithARemedyAndWordsForInequalities(PlacedRule rule) {
        assertThat(rule.message())
                .endsWith(".")
                .doesNotContain("\n", "==", "<=", ">=", "\"")
                .matches("^[A-Z`].*")
                .hasSizeBetween(40, 300);
        assertThat(rule.message().chars().filter(character -> character == '`').count() % 2)
                .as("back-quotes come in pairs")
                .isZero();
        assertThat(rule.message()).containsPattern("[:,] |must be given");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleNamesOnlyFieldsOfTheSchema(PlacedRule rule) {
        Matcher members = MEMBER.matcher(rule.rule());
        while (members.find()) {
            if (!members.group(1).startsWith(".metadata.")) {
                assertThat(resolves(rule.node(), members.group(1)))
                        .as("%s in %s", members.group(), rule.rule())
                        .isTrue();
            }
        }
        assertThat(resolves(rule.node(), rule.fieldPath())).as(rule.fieldPath()).isTrue();
    }

    private static boolean resolves(Map<String, Object> node, String members) {
        Map<String, Object> current = node;
        for (String member :
                members.isEmpty() ? new String[0] : members.substring(1).split("[.]", -1)) {
            Object next = Definition.properties(current).get(member);
            if (next == null) {
                return false;
            }
            current = Definition.map(next);
        }
        return true;
    }
}
