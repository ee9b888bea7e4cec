package io.towerforge.api.v1alpha1;

import java.util.List;

/** The rules of an {@link AwsIdentity}. */
final class IdentityRules {
    static final String ACCOUNT_IS_IMMUTABLE =
            "The account of `assumeRole.roleArn` must not change, because environments live in it: "
                    + "create a second AwsIdentity for the other account.";

    static final List<Rule<AwsIdentitySpec>> RULES = List.of(
            new Rule<>(
                    ".resourceLabels",
                    LabelRules.KEY_LENGTH,
                    spec -> LabelRules.keysHaveALength(spec.resourceLabels())),
            new Rule<>(
                    ".resourceLabels",
                    LabelRules.RESERVED_KEY,
                    spec -> LabelRules.noneIsReserved(spec.resourceLabels())));

    static final List<TransitionRule<AwsIdentitySpec>> TRANSITION_RULES = List.of(new TransitionRule<>(
            ".assumeRole.roleArn",
            ACCOUNT_IS_IMMUTABLE,
            (before, after) -> before.assumeRole() == null
                    || after.assumeRole() == null
                    || account(before.assumeRole()).equals(account(after.assumeRole()))));

    private IdentityRules() {}

    /** The fifth part of an ARN; the empty text when it is no ARN, which the format of the field reports. */
    private static String account(AssumeRole assumeRole) {
        String[] parts = assumeRole.roleArn() == null
                ? new String[0]
                : assumeRole.roleArn().split(":", -1);
        return parts.length > 4 ? parts[4] : "";
    }
}
