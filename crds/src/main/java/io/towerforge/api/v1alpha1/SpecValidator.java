package io.towerforge.api.v1alpha1;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Says what is wrong with an object, in the words the API server uses.
 *
 * <p>The API server is the first fence; this one holds where there is none: in tests, in {@code towerforge validate} and
 * for objects that were stored under an older schema. Both fences are generated from, or tested against, the same rules.
 */
public final class SpecValidator {
    private SpecValidator() {}

    /** All violations of an environment; empty when it is acceptable. */
    public static List<Violation> validate(AwsBatchComputeEnvironment environment) {
        List<Violation> violations = new ArrayList<>();
        String name = environment.getMetadata().getName();
        if (name != null && name.length() > EnvironmentRules.LONGEST_NAME) {
            violations.add(new Violation("metadata.name", EnvironmentRules.NAME_LENGTH));
        }
        AwsBatchComputeEnvironmentSpec spec = environment.getSpec();
        violations.addAll(spec == null ? missingSpec() : validate(spec));
        return List.copyOf(violations);
    }

    /** All violations of a spec; empty when it is acceptable. */
    public static List<Violation> validate(AwsBatchComputeEnvironmentSpec spec) {
        List<Violation> violations = new ArrayList<>(StructureCheck.violations("spec", spec));
        violations.addAll(labelKeys(spec.resourceLabels()));
        return List.copyOf(violations);
    }

    /** All violations of an edit: those of the new spec, and changes of what never changes. */
    public static List<Violation> validate(
            AwsBatchComputeEnvironmentSpec before, AwsBatchComputeEnvironmentSpec after) {
        return with(validate(after), EnvironmentRules.TRANSITION_RULES, before, after);
    }

    /** All violations of an identity; empty when it is acceptable. */
    public static List<Violation> validate(AwsIdentity identity) {
        return identity.getSpec() == null ? missingSpec() : validate(identity.getSpec());
    }

    /** All violations of the spec of an identity; empty when it is acceptable. */
    public static List<Violation> validate(AwsIdentitySpec spec) {
        List<Violation> violations = new ArrayList<>(StructureCheck.violations("spec", spec));
        violations.addAll(labelKeys(spec.resourceLabels()));
        return List.copyOf(violations);
    }

    /** All violations of an edit of an identity. */
    public static List<Violation> validate(AwsIdentitySpec before, AwsIdentitySpec after) {
        return with(validate(after), IdentityRules.TRANSITION_RULES, before, after);
    }

    private static List<Violation> missingSpec() {
        return List.of(new Violation("spec", "`spec` is required: add it."));
    }

    private static List<Violation> labelKeys(Map<String, String> labels) {
        return LabelRules.beyondTheSchema(labels).stream()
                .map(sentence -> new Violation("spec.resourceLabels", sentence))
                .toList();
    }

    private static <T> List<Violation> with(
            List<Violation> violations, List<TransitionRule<T>> rules, T before, T after) {
        List<Violation> all = new ArrayList<>(violations);
        for (TransitionRule<T> rule : rules) {
            if (!rule.holds().test(before, after)) {
                all.add(new Violation("spec" + rule.fieldPath(), rule.message()));
            }
        }
        return List.copyOf(all);
    }
}
