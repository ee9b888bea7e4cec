package io.towerforge.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The two fences agree on thousands of invented specs, not only on those somebody thought of. */
class RandomSpecsTest {
    private static final int SPECS = 4_000;

    @Test
    void theSchemaAndTheValidatorAgreeOnEnvironments() {
        Tally tally = compare(Definition.ENVIRONMENT, 1);
        assertThat(tally.sound())
                .as("specs of sound structure, which reach the rules")
                .isGreaterThan(SPECS / 2);
        assertThat(tally.accepted()).as("specs that nothing is wrong with").isGreaterThan(SPECS / 100);
        assertThat(tally.sentences()).as("different rules that were broken").hasSizeGreaterThan(40);
    }

    @Test
    void theSchemaAndTheValidatorAgreeOnIdentities() {
        Tally tally = compare(Definition.IDENTITY, 2);
        assertThat(tally.sound()).isGreaterThan(SPECS / 2);
        assertThat(tally.accepted()).isGreaterThan(SPECS / 100);
        assertThat(tally.sentences()).hasSize(4);
    }

    private record Tally(int sound, int accepted, Set<String> sentences) {}

    private static Tally compare(Definition definition, long seed) {
        int sound = 0;
        int accepted = 0;
        Set<String> sentences = new HashSet<>();
        RandomSpec invent = new RandomSpec(seed);
        Map<String, Object> previous = null;
        for (int count = 0; count < SPECS; count++) {
            Map<String, Object> document = invent.document(definition);
            List<String> problems = SchemaCheck.problems(document);
            if (!problems.isEmpty()) {
                assertThat(Verdict.ofJava(null, document))
                        .as("spec %d of seed %d: the schema says %s", count, seed, problems)
                        .isNotEmpty();
                continue;
            }
            sound++;
            List<Violation> rules = CelCheck.violations(null, document);
            assertThat(Verdict.ofJava(null, document))
                    .as("spec %d of seed %d: %s", count, seed, document)
                    .containsExactlyInAnyOrderElementsOf(rules);
            accepted += rules.isEmpty() ? 1 : 0;
            rules.forEach(rule -> sentences.add(rule.message()));
            if (previous != null) {
                List<Violation> edit = withoutName(CelCheck.violations(previous, document));
                assertThat(withoutName(Verdict.ofJava(previous, document)))
                        .as("edit to spec %d of seed %d", count, seed)
                        .containsExactlyInAnyOrderElementsOf(edit);
                edit.forEach(rule -> sentences.add(rule.message()));
            }
            previous = document;
        }
        return new Tally(sound, accepted, sentences);
    }

    /** Without the rule about the name, which is no part of a spec and never changes in an edit. */
    private static List<Violation> withoutName(List<Violation> violations) {
        return violations.stream()
                .filter(violation -> !violation.message().equals(EnvironmentRules.NAME_LENGTH))
                .toList();
    }
}
