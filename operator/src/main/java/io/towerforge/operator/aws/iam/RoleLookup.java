package io.towerforge.operator.aws.iam;

import io.towerforge.operator.aws.NamedRoles;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import software.amazon.awssdk.services.iam.model.RoleDetail;

/**
 * Users' roles, found in the list that is read for our own anyway. That one is missing is said only after a fresh look: people make
 * the role a moment before the environment that names it.
 */
public final class RoleLookup implements NamedRoles {
    private final RoleList roles;

    public RoleLookup(RoleList roles) {
        this.roles = roles;
    }

    @Override
    public Answer role(String arn, String service, Instant notOlderThan) {
        Answer answer = roleAsOf(arn, service, notOlderThan);
        return answer == Answer.USABLE ? answer : roleAsOf(arn, service, Instant.MAX);
    }

    /** A profile without a role is not in the list, and is of no use to an instance either. */
    @Override
    public Answer instanceProfile(String arn, Instant notOlderThan) {
        Answer answer = profileAsOf(arn, notOlderThan);
        return answer == Answer.USABLE ? answer : profileAsOf(arn, Instant.MAX);
    }

    private Answer roleAsOf(String arn, String service, Instant notOlderThan) {
        return roles.shared().get(notOlderThan).stream()
                .filter(role -> arn.equals(role.arn()))
                .findFirst()
                .map(role -> trusts(role, service) ? Answer.USABLE : Answer.NOT_TRUSTED)
                .orElse(Answer.ABSENT);
    }

    private Answer profileAsOf(String arn, Instant notOlderThan) {
        return roles.shared().get(notOlderThan).stream()
                        .flatMap(role -> role.instanceProfileList().stream())
                        .anyMatch(profile -> arn.equals(profile.arn()))
                ? Answer.USABLE
                : Answer.ABSENT;
    }

    /** A trust policy may say much more than we understand, so that it is enough that it names the service. */
    private static boolean trusts(RoleDetail role, String service) {
        String document = role.assumeRolePolicyDocument();
        return document != null
                && URLDecoder.decode(document, StandardCharsets.UTF_8).contains('"' + service + '"');
    }
}
