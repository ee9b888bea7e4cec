package io.towerforge.operator.aws.iam;

import io.towerforge.operator.aws.Mark;
import io.towerforge.operator.aws.ResourceManager;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.IamRole;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Policy;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.RoleDetail;

/**
 * Roles with their policies. A role takes several calls to make; one that was left half made shows differences, and an update
 * completes it.
 */
public final class IamRoleManager implements ResourceManager<IamRole> {
    private final IamClient iam;
    private final RoleList roles;

    public IamRoleManager(IamClient iam, RoleList roles) {
        this.iam = iam;
        this.roles = roles;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.IAM_ROLE;
    }

    @Override
    public List<Observed<IamRole>> observe(StackId stack, Instant notOlderThan) {
        return roles.shared().get(notOlderThan).stream()
                .filter(role -> Tags.marks(IamTags.read(role.tags()), stack))
                .map(role ->
                        Mark.observed(RoleMapping.read(role), roles.shared().isShown(RoleList.key(role.roleName()))))
                .toList();
    }

    @Override
    public void create(IamRole desired) {
        Mark.in(desired.tags(), desired.id())
                .claim(
                        desired.id(),
                        () -> known(desired.name()),
                        () -> now(desired.name()),
                        () -> createWithPolicies(desired));
    }

    @Override
    public void update(IamRole desired, Observed<IamRole> actual, List<FieldDiff> diff) {
        owned(actual);
        IamRole is = actual.resource();
        if (FieldDiff.touches(diff, "trust")) {
            write(
                    "update the trust policy of " + desired.id(),
                    () -> iam.updateAssumeRolePolicy(request ->
                            request.roleName(desired.name()).policyDocument(PolicyDocuments.write(desired.trust()))));
        }
        if (FieldDiff.touches(diff, "permissionsBoundary")) {
            limit(desired);
        }
        if (FieldDiff.touches(diff, "managedPolicies")) {
            attach(desired, without(desired.managedPolicies(), is.managedPolicies()));
            without(is.managedPolicies(), desired.managedPolicies()).forEach(policy -> detach(is, policy));
        }
        if (FieldDiff.touches(diff, "inlinePolicies")) {
            Map<String, Policy> changed = new TreeMap<>(desired.inlinePolicies());
            changed.entrySet()
                    .removeIf(policy ->
                            policy.getValue().equals(is.inlinePolicies().get(policy.getKey())));
            put(desired, changed);
            without(is.inlinePolicies().keySet(), desired.inlinePolicies().keySet())
                    .forEach(policy -> deletePolicy(is, policy));
        }
        if (FieldDiff.touches(diff, "tags")) {
            tag(desired, is.tags());
        }
    }

    /**
     * A role goes only when nothing is attached to it and no instance profile holds it (IAM API reference, DeleteRole); policies that
     * somebody added by hand go along.
     */
    @Override
    public void delete(Observed<IamRole> actual) {
        RoleDetail detail = owned(actual);
        IamRole role = actual.resource();
        detail.instanceProfileList()
                .forEach(profile -> remove(
                        "take " + role.id() + " out of instance profile " + profile.instanceProfileName(),
                        () -> iam.removeRoleFromInstanceProfile(
                                request -> request.instanceProfileName(profile.instanceProfileName())
                                        .roleName(role.name()))));
        new TreeSet<>(role.managedPolicies()).forEach(policy -> detach(role, policy));
        new TreeSet<>(role.inlinePolicies().keySet()).forEach(policy -> deletePolicy(role, policy));
        roles.shared()
                .remove(
                        "delete " + role.id(),
                        RoleList.key(role.name()),
                        () -> iam.deleteRole(request -> request.roleName(role.name())));
    }

    private void createWithPolicies(IamRole desired) {
        CreateRoleResponse made = write(
                "create " + desired.id(),
                () -> iam.createRole(request -> request.roleName(desired.name())
                        .path(desired.path())
                        .assumeRolePolicyDocument(PolicyDocuments.write(desired.trust()))
                        .permissionsBoundary(
                                desired.permissionsBoundary().isEmpty() ? null : desired.permissionsBoundary())
                        .tags(IamTags.write(desired.tags().all()))));
        attach(desired, desired.managedPolicies());
        put(desired, desired.inlinePolicies());
        roles.shared()
                .wrote(RoleMapping.asCreated(
                        desired, made.role().arn(), made.role().path()));
    }

    private void limit(IamRole role) {
        if (role.permissionsBoundary().isEmpty()) {
            remove(
                    "take the permissions boundary off " + role.id(),
                    () -> iam.deleteRolePermissionsBoundary(request -> request.roleName(role.name())));
        } else {
            write(
                    "put a permissions boundary on " + role.id(),
                    () -> iam.putRolePermissionsBoundary(
                            request -> request.roleName(role.name()).permissionsBoundary(role.permissionsBoundary())));
        }
    }

    private void attach(IamRole role, Collection<String> policies) {
        new TreeSet<>(policies)
                .forEach(policy -> write(
                        "attach policy " + policy + " to " + role.id(),
                        () -> iam.attachRolePolicy(
                                request -> request.roleName(role.name()).policyArn(policy))));
    }

    private void detach(IamRole role, String policy) {
        remove(
                "detach policy " + policy + " from " + role.id(),
                () -> iam.detachRolePolicy(
                        request -> request.roleName(role.name()).policyArn(policy)));
    }

    private void put(IamRole role, Map<String, Policy> policies) {
        new TreeMap<>(policies)
                .forEach((name, policy) -> write(
                        "write policy " + name + " of " + role.id(),
                        () -> iam.putRolePolicy(request -> request.roleName(role.name())
                                .policyName(name)
                                .policyDocument(PolicyDocuments.write(policy)))));
    }

    private void deletePolicy(IamRole role, String policy) {
        remove(
                "delete policy " + policy + " of " + role.id(),
                () -> iam.deleteRolePolicy(
                        request -> request.roleName(role.name()).policyName(policy)));
    }

    private void tag(IamRole desired, Tags actual) {
        desired.tags()
                .replace(
                        actual,
                        keys -> write(
                                "untag " + desired.id(),
                                () -> iam.untagRole(request ->
                                        request.roleName(desired.name()).tagKeys(keys))),
                        tags -> write(
                                "tag " + desired.id(),
                                () -> iam.tagRole(request ->
                                        request.roleName(desired.name()).tags(IamTags.write(tags)))));
    }

    private <A> A write(String what, Supplier<A> call) {
        return roles.shared().write(what, call);
    }

    /** Takes something off a role; that it is off already is as good. */
    private void remove(String what, Supplier<?> call) {
        roles.shared().writeUnlessAbsent(what, call);
    }

    private RoleDetail owned(Observed<IamRole> actual) {
        RoleDetail detail =
                roles.shared().known(RoleList.key(actual.resource().name())).orElseThrow(() -> Mark.gone(actual.id()));
        Mark.in(actual.resource().tags(), actual.id()).mustBeOn(actual.id(), IamTags.read(detail.tags()));
        return detail;
    }

    private Optional<Map<String, String>> known(String name) {
        return roles.shared().known(RoleList.key(name)).map(role -> IamTags.read(role.tags()));
    }

    private Optional<Map<String, String>> now(String name) {
        roles.shared().get(Instant.MIN);
        return known(name);
    }

    private static Set<String> without(Collection<String> all, Collection<String> those) {
        Set<String> left = new TreeSet<>(all);
        left.removeAll(those);
        return left;
    }
}
