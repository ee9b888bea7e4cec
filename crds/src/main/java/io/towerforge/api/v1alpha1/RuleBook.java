package io.towerforge.api.v1alpha1;

import java.util.List;
import java.util.Map;

/** Which rules belong to which class of value, beyond what its annotations say. */
final class RuleBook {
    private static final Map<Class<?>, List<? extends List<? extends Rule<?>>>> RULES = Map.ofEntries(
            Map.entry(AwsBatchComputeEnvironmentSpec.class, List.of(FeatureRules.RULES, EnvironmentRules.RULES)),
            Map.entry(AwsIdentitySpec.class, List.of(IdentityRules.RULES)),
            Map.entry(ForgeSpec.class, List.of(ForgeRules.RULES)),
            Map.entry(FusionSpec.class, List.of(PartRules.FUSION)),
            Map.entry(EfsSpec.class, List.of(PartRules.EFS)),
            Map.entry(FsxSpec.class, List.of(PartRules.FSX)),
            Map.entry(FsxCreateSpec.class, List.of(PartRules.FSX_CREATE)),
            Map.entry(BootDiskSpec.class, List.of(PartRules.BOOT_DISK)),
            Map.entry(EbsAutoScaleSpec.class, List.of(PartRules.EBS_AUTO_SCALE)),
            Map.entry(LogGroupSpec.class, List.of(PartRules.LOG_GROUP)),
            Map.entry(EnvironmentVariable.class, List.of(PartRules.ENVIRONMENT_VARIABLE)),
            Map.entry(PipelineSecret.class, List.of(PartRules.PIPELINE_SECRET)),
            Map.entry(NamespaceSelectorRequirement.class, List.of(PartRules.SELECTOR_REQUIREMENT)));

    private RuleBook() {}

    /** The violations of the rules of one value, without a look at the values inside it. */
    static List<Violation> broken(String path, Object value) {
        return RULES.getOrDefault(value.getClass(), List.of()).stream()
                .flatMap(List::stream)
                .filter(rule -> !holds(rule, value))
                .map(rule -> new Violation(path + rule.fieldPath(), rule.message()))
                .toList();
    }

    @SuppressWarnings("unchecked") // The table above pairs a class with rules about that class only.
    private static boolean holds(Rule<?> rule, Object value) {
        return ((Rule<Object>) rule).holds().test(value);
    }
}
