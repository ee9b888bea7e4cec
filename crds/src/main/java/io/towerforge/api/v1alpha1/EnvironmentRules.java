package io.towerforge.api.v1alpha1;

import java.util.List;

/** The rules of an environment that are not about features: what never changes, labels, and what `manual` leaves to the user. */
final class EnvironmentRules {
    static final String REGION_IS_IMMUTABLE =
            "`region` must not change: create a second AwsBatchComputeEnvironment in the "
                    + "other region and move the pipelines to it.";
    static final String RETENTION_NEEDS_FORGE =
            "`logGroup.retentionDays` is for the log group that `forge` creates: with `manual`, "
                    + "name an existing group in `logGroup.name` instead.";
    static final String SECRETS_NEED_EXECUTION_ROLE =
            "Pipeline secrets need an execution role, and `manual` creates none: set "
                    + "`executionRoleArn` to a role that may read them.";
    static final String SECRET_OR_VARIABLE =
            "A head job sees a pipeline secret as a variable of its name, and `environment` has one of the same name for it: "
                    + "rename one of them, or give the variable scope 'Compute'.";
    static final String QUEUES_IN_REGION = "A queue given as an ARN must be in `region`: correct the ARN, or create an "
            + "AwsBatchComputeEnvironment in the region of the queue.";
    static final String NAME_LENGTH =
            "The name may have at most 54 characters, so that the ConfigMap '<name>-nextflow' has a name "
                    + "that also fits a label: choose a shorter name.";

    /** The longest name: a label value has at most 63 characters, and the suffix takes 9. */
    static final int LONGEST_NAME = 54;

    static final List<Rule<AwsBatchComputeEnvironmentSpec>> RULES = List.of(
            new Rule<>(
                    ".logGroup.retentionDays",
                    RETENTION_NEEDS_FORGE,
                    spec -> spec.manual() == null
                            || spec.logGroup() == null
                            || spec.logGroup().retentionDays() == null),
            new Rule<>(
                    ".executionRoleArn",
                    SECRETS_NEED_EXECUTION_ROLE,
                    spec -> spec.manual() == null
                            || spec.pipelineSecrets().isEmpty()
                            || spec.executionRoleArn() != null),
            new Rule<>(
                    ".pipelineSecrets",
                    SECRET_OR_VARIABLE,
                    spec -> spec.pipelineSecrets().stream()
                            .noneMatch(secret -> spec.environment().stream()
                                    .anyMatch(variable -> variable.scope() != EnvironmentScope.COMPUTE
                                            && secret.name() != null
                                            && secret.name().equals(variable.name())))),
            new Rule<>(
                    ".manual",
                    QUEUES_IN_REGION,
                    spec -> spec.manual() == null
                            || (isIn(spec.region(), spec.manual().headQueue())
                                    && isIn(spec.region(), spec.manual().computeQueue()))),
            new Rule<>(
                    ".resourceLabels",
                    LabelRules.KEY_LENGTH,
                    spec -> LabelRules.keysHaveALength(spec.resourceLabels())),
            new Rule<>(
                    ".resourceLabels",
                    LabelRules.RESERVED_KEY,
                    spec -> LabelRules.noneIsReserved(spec.resourceLabels())));

    static final List<TransitionRule<AwsBatchComputeEnvironmentSpec>> TRANSITION_RULES = List.of(new TransitionRule<>(
            ".region", REGION_IS_IMMUTABLE, (before, after) -> before.region().equals(after.region())));

    private EnvironmentRules() {}

    private static boolean isIn(String region, String queue) {
        return queue == null || !queue.startsWith("arn:") || queue.contains(":" + region + ":");
    }
}
