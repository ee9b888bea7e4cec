package io.towerforge.operator.preflight;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.RolesSpec;
import io.towerforge.operator.aws.NamedRoles;
import io.towerforge.operator.aws.NamedRoles.Answer;
import io.towerforge.operator.model.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the roles the spec names exist and can be taken on by the service they are for. AWS Batch would find out only when it
 * launches an instance, or when a job starts.
 */
final class NamedRolesExist implements Check {
    private static final String TASKS = "ecs-tasks.amazonaws.com";

    /** A role the spec names, and who takes it on. */
    private record Named(String field, String arn, String service) {}

    @Override
    public List<String> findings(Inquiry inquiry, Facts facts) {
        NamedRoles roles = inquiry.account().catalog(NamedRoles.class);
        List<String> findings = new ArrayList<>();
        for (Named named : roles(inquiry.spec())) {
            Answer answer = roles.role(named.arn(), named.service(), inquiry.notOlderThan());
            finding(named.field(), "role", named.arn(), named.service(), answer, facts)
                    .ifPresent(findings::add);
        }
        RolesSpec own = inquiry.forge().roles();
        if (own != null && own.instanceProfileArn() != null) {
            String arn = own.instanceProfileArn();
            finding(
                            "spec.forge.roles.instanceProfileArn",
                            "instance profile with a role in it",
                            arn,
                            "",
                            roles.instanceProfile(arn, inquiry.notOlderThan()),
                            facts)
                    .ifPresent(findings::add);
        }
        return findings;
    }

    private static List<Named> roles(AwsBatchComputeEnvironmentSpec spec) {
        RolesSpec own = spec.forge().roles();
        List<Named> all = new ArrayList<>();
        all.add(new Named("spec.executionRoleArn", spec.executionRoleArn(), TASKS));
        all.add(new Named(
                "spec.computeJob.roleArn",
                spec.computeJob() == null ? null : spec.computeJob().roleArn(),
                TASKS));
        all.add(new Named(
                "spec.headJob.roleArn",
                spec.headJob() == null ? null : spec.headJob().roleArn(),
                TASKS));
        if (own != null) {
            all.add(new Named("spec.forge.roles.serviceRoleArn", own.serviceRoleArn(), "batch.amazonaws.com"));
            all.add(new Named("spec.forge.roles.spotFleetRoleArn", own.spotFleetRoleArn(), "spotfleet.amazonaws.com"));
        }
        return all.stream().filter(named -> named.arn() != null).toList();
    }

    private static Optional<String> finding(
            String field, String what, String arn, String service, Answer answer, Facts facts) {
        return switch (answer) {
            case USABLE -> Optional.empty();
            case ABSENT ->
                Optional.of("`" + field + "`: account " + facts.accountId() + " has no " + what + " of the ARN '" + arn
                        + "'. Correct it (the path is part of it), create it, or remove the field.");
            case NOT_TRUSTED ->
                Optional.of("`" + field + "`: role '" + arn + "' does not trust " + service
                        + ", so it cannot be used there. Add that service to its trust policy, or name another role.");
        };
    }
}
