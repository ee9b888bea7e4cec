package io.towerforge.simulator.iam;

import io.towerforge.simulator.core.EventualMap;
import io.towerforge.simulator.core.Service;
import io.towerforge.simulator.core.Simulation;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The account's roles and the rules for changing them. */
final class Roles {
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,64}");
    private static final Pattern PATH = Pattern.compile("/|/[\\x21-\\x7E]{0,510}/");
    private static final int DEFAULT_SESSION_SECONDS = 3600;
    private static final int TRUST_POLICY_QUOTA = 2048;
    private static final int INLINE_POLICIES_QUOTA = 10240;
    private static final int ATTACHED_POLICIES_QUOTA = 10;

    private final Simulation simulation;
    private final EventualMap<RoleState> roles;

    Roles(Simulation simulation) {
        this.simulation = simulation;
        this.roles =
                new EventualMap<>(simulation.timeline(), simulation.timings().iamLag());
    }

    /** The key of a name: names are unique without regard to case (IAM API reference, CreateRole). */
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    static String checkedPath(@Nullable String path) {
        String checked = path == null ? "/" : path;
        if (!PATH.matcher(checked).matches()) {
            throw IamErrors.invalidInput("The path '" + checked + "' must begin and end with a slash.");
        }
        return checked;
    }

    RoleState create(
            String name,
            @Nullable String path,
            String trustPolicy,
            @Nullable String permissionsBoundary,
            Map<String, String> tags) {
        if (!NAME.matcher(name).matches()) {
            throw IamErrors.invalidName("role", name);
        }
        IamTags.checkOnRole(tags);
        checkTrustPolicy(trustPolicy);
        if (roles.latest(key(name)) != null) {
            throw IamErrors.exists("Role with name " + name + " already exists.");
        }
        if (roles.latest().size() >= simulation.quotas().roles()) {
            throw IamErrors.limitExceeded("Cannot exceed quota for RolesPerAccount: "
                    + simulation.quotas().roles());
        }
        RoleState role = role(
                name,
                checkedPath(path),
                trustPolicy,
                permissionsBoundary,
                tags,
                simulation.timeline().now());
        roles.put(key(name), role);
        return role;
    }

    /** Adds a role that was there long before the simulation began. */
    void seed(String name, String path, String trustPolicy) {
        roles.seed(key(name), role(name, path, trustPolicy, null, Map.of(), Instant.EPOCH));
    }

    private RoleState role(
            String name,
            String path,
            String trustPolicy,
            @Nullable String permissionsBoundary,
            Map<String, String> tags,
            Instant createdAt) {
        return new RoleState(
                new RoleState.Identity(
                        name,
                        path,
                        simulation.identifiers().iam("AROA"),
                        simulation.account().iamArn("role" + path + name),
                        createdAt),
                trustPolicy,
                null,
                DEFAULT_SESSION_SECONDS,
                permissionsBoundary,
                new TreeMap<>(tags),
                new TreeMap<>(),
                new TreeSet<>());
    }

    /** The role as a reader sees it. */
    RoleState seen(String name) {
        RoleState role = roles.seen(key(name));
        if (role == null) {
            throw IamErrors.noSuchRole(name);
        }
        return role;
    }

    List<RoleState> seen() {
        return roles.seen();
    }

    Collection<RoleState> all() {
        return roles.latest();
    }

    /** The role as it is. */
    RoleState get(String name) {
        RoleState role = roles.latest(key(name));
        if (role == null) {
            throw IamErrors.noSuchRole(name);
        }
        return role;
    }

    @Nullable
    RoleState find(String name) {
        return roles.latest(key(name));
    }

    RoleState change(String name, UnaryOperator<RoleState> change) {
        RoleState role = get(name);
        if (role.isServiceLinked()) {
            throw Service.IAM.error(
                    400,
                    "UnmodifiableEntity",
                    "Cannot perform the operation on the protected role '" + name
                            + "' - this role is only modifiable by AWS");
        }
        RoleState changed = change.apply(role);
        roles.put(key(name), changed);
        return changed;
    }

    void setTrustPolicy(String name, String document) {
        checkTrustPolicy(document);
        change(name, role -> role.withTrustPolicy(document));
    }

    void putPolicy(String name, String policy, String document) {
        PolicyDocuments.accepted(document);
        change(name, role -> {
            RoleState changed = role.withInlinePolicies(policies -> policies.put(policy, document));
            int size = changed.inlinePolicies().values().stream()
                    .mapToInt(PolicyDocuments::size)
                    .sum();
            if (size > INLINE_POLICIES_QUOTA) {
                throw IamErrors.limitExceeded(
                        "Maximum policy size of " + INLINE_POLICIES_QUOTA + " bytes exceeded for role " + name);
            }
            return changed;
        });
    }

    void deletePolicy(String name, String policy) {
        if (!get(name).inlinePolicies().containsKey(policy)) {
            throw IamErrors.noSuchEntity("The role policy with name " + policy + " cannot be found.");
        }
        change(name, role -> role.withInlinePolicies(policies -> policies.remove(policy)));
    }

    void attach(String name, String policyArn) {
        change(name, role -> {
            RoleState changed = role.withAttachedPolicies(policies -> policies.add(policyArn));
            if (changed.attachedPolicies().size() > ATTACHED_POLICIES_QUOTA) {
                throw IamErrors.limitExceeded("Cannot exceed quota for PoliciesPerRole: " + ATTACHED_POLICIES_QUOTA);
            }
            return changed;
        });
    }

    void detach(String name, String policyArn) {
        if (!get(name).attachedPolicies().contains(policyArn)) {
            throw IamErrors.noSuchEntity("Policy " + policyArn + " was not found.");
        }
        change(name, role -> role.withAttachedPolicies(policies -> policies.remove(policyArn)));
    }

    void delete(String name, boolean inInstanceProfile) {
        change(name, role -> {
            if (inInstanceProfile) {
                throw IamErrors.deleteConflict("Cannot delete entity, must remove roles from instance profile first.");
            }
            if (!role.attachedPolicies().isEmpty()) {
                throw IamErrors.deleteConflict("Cannot delete entity, must detach all policies first.");
            }
            if (!role.inlinePolicies().isEmpty()) {
                throw IamErrors.deleteConflict("Cannot delete entity, must delete policies first.");
            }
            return role;
        });
        roles.remove(key(name));
    }

    private static void checkTrustPolicy(String document) {
        PolicyDocuments.acceptedTrust(document);
        if (PolicyDocuments.size(document) > TRUST_POLICY_QUOTA) {
            throw IamErrors.limitExceeded("Cannot exceed quota for ACLSizePerRole: " + TRUST_POLICY_QUOTA);
        }
    }
}
