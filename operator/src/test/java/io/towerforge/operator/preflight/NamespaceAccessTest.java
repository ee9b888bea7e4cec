package io.towerforge.operator.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AllowedNamespaces;
import io.towerforge.api.v1alpha1.AwsIdentitySpec;
import io.towerforge.api.v1alpha1.AwsIdentitySpecBuilder;
import io.towerforge.api.v1alpha1.NamespaceSelector;
import io.towerforge.api.v1alpha1.NamespaceSelectorRequirement;
import io.towerforge.api.v1alpha1.SelectorOperator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamespaceAccessTest {
    private static final Map<String, String> LABELS = Map.of("team", "genomics", "stage", "production");

    @Test
    void nothingSaidMeansNobody() {
        for (AllowedNamespaces nobody : new AllowedNamespaces[] {
            null,
            new AllowedNamespaces(List.of(), null),
            new AllowedNamespaces(List.of(), new NamespaceSelector(Map.of(), List.of()))
        }) {
            assertThat(NamespaceAccess.isAllowed(identity(nobody), "genomics", () -> LABELS))
                    .isFalse();
            assertThat(NamespaceAccess.isOpen(identity(nobody))).isFalse();
        }
    }

    @Test
    void aNameIsEnoughAndLabelsAreNotAskedForThen() {
        AwsIdentitySpec identity = identity(
                new AllowedNamespaces(List.of("genomics"), new NamespaceSelector(Map.of("team", "other"), List.of())));

        assertThat(NamespaceAccess.isAllowed(identity, "genomics", () -> {
                    throw new AssertionError("nobody needs the labels");
                }))
                .isTrue();
        assertThat(NamespaceAccess.isAllowed(identity, "genomics-2", () -> LABELS))
                .isFalse();
    }

    @Test
    void everyLabelAndEveryComparisonMustMatch() {
        NamespaceSelectorRequirement production =
                new NamespaceSelectorRequirement("stage", SelectorOperator.IN, List.of("production"));
        assertThat(isSelected(new NamespaceSelector(Map.of("team", "genomics"), List.of(production))))
                .isTrue();
        assertThat(isSelected(new NamespaceSelector(Map.of("team", "other"), List.of(production))))
                .isFalse();
        assertThat(isSelected(new NamespaceSelector(Map.of("team", "genomics", "x", "y"), List.of())))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "team, IN, genomics, true",
        "team, IN, other, false",
        "absent, IN, genomics, false",
        "team, NOT_IN, genomics, false",
        "team, NOT_IN, other, true",
        "absent, NOT_IN, genomics, true",
        "team, EXISTS, , true",
        "absent, EXISTS, , false",
        "team, DOES_NOT_EXIST, , false",
        "absent, DOES_NOT_EXIST, , true",
        "team, UNRECOGNISED, , false"
    })
    void comparisonsAreThoseOfKubernetes(String key, SelectorOperator operator, String value, boolean selected) {
        NamespaceSelectorRequirement requirement =
                new NamespaceSelectorRequirement(key, operator, value == null ? List.of() : List.of(value));

        assertThat(isSelected(new NamespaceSelector(Map.of(), List.of(requirement))))
                .isEqualTo(selected);
    }

    private static boolean isSelected(NamespaceSelector selector) {
        return NamespaceAccess.isAllowed(
                identity(new AllowedNamespaces(List.of(), selector)), "genomics", () -> LABELS);
    }

    private static AwsIdentitySpec identity(AllowedNamespaces allowed) {
        return AwsIdentitySpecBuilder.builder().allowedNamespaces(allowed).build();
    }
}
