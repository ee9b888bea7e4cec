package io.towerforge.simulator.iam;

import io.towerforge.simulator.core.EventualMap;
import io.towerforge.simulator.core.Simulation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The account's instance profiles and the rules for changing them. */
final class InstanceProfiles {
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,128}");

    private final Simulation simulation;
    private final Roles roles;
    private final EventualMap<InstanceProfileState> profiles;

    InstanceProfiles(Simulation simulation, Roles roles) {
        this.simulation = simulation;
        this.roles = roles;
        this.profiles =
                new EventualMap<>(simulation.timeline(), simulation.timings().iamLag());
    }

    InstanceProfileState create(String name, @Nullable String path, Map<String, String> tags) {
        if (!NAME.matcher(name).matches()) {
            throw IamErrors.invalidName("instance profile", name);
        }
        IamTags.check(tags);
        if (profiles.latest(Roles.key(name)) != null) {
            throw IamErrors.exists("Instance Profile " + name + " already exists.");
        }
        if (profiles.latest().size() >= simulation.quotas().instanceProfiles()) {
            throw IamErrors.limitExceeded("Cannot exceed quota for InstanceProfilesPerAccount: "
                    + simulation.quotas().instanceProfiles());
        }
        String checkedPath = Roles.checkedPath(path);
        InstanceProfileState profile = new InstanceProfileState(
                new RoleState.Identity(
                        name,
                        checkedPath,
                        simulation.identifiers().iam("AIPA"),
                        simulation.account().iamArn("instance-profile" + checkedPath + name),
                        simulation.timeline().now()),
                new TreeMap<>(tags),
                null,
                null);
        profiles.put(Roles.key(name), profile);
        return profile;
    }

    InstanceProfileState seen(String name) {
        InstanceProfileState profile = profiles.seen(Roles.key(name));
        if (profile == null) {
            throw IamErrors.noSuchProfile(name);
        }
        return profile;
    }

    List<InstanceProfileState> seen() {
        return profiles.seen();
    }

    Collection<InstanceProfileState> all() {
        return profiles.latest();
    }

    @Nullable
    InstanceProfileState find(String name) {
        return profiles.latest(Roles.key(name));
    }

    void change(String name, UnaryOperator<InstanceProfileState> change) {
        profiles.put(Roles.key(name), change.apply(get(name)));
    }

    void addRole(String name, String roleName) {
        String role = roles.get(roleName).name();
        change(name, profile -> {
            if (profile.role() != null) {
                throw IamErrors.limitExceeded("Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
            }
            return profile.withRole(role, simulation.timeline().now());
        });
    }

    void removeRole(String name, String roleName) {
        change(name, profile -> {
            if (profile.role() == null || !Roles.key(profile.role()).equals(Roles.key(roleName))) {
                throw IamErrors.noSuchRole(roleName);
            }
            return profile.withRole(null, null);
        });
    }

    void delete(String name) {
        if (get(name).role() != null) {
            throw IamErrors.deleteConflict("Cannot delete entity, must remove roles from instance profile first.");
        }
        profiles.remove(Roles.key(name));
    }

    boolean holds(String roleName) {
        return profiles.latest().stream().anyMatch(profile -> holds(profile, roleName));
    }

    static boolean holds(InstanceProfileState profile, String roleName) {
        return profile.role() != null && Roles.key(profile.role()).equals(Roles.key(roleName));
    }

    private InstanceProfileState get(String name) {
        InstanceProfileState profile = profiles.latest(Roles.key(name));
        if (profile == null) {
            throw IamErrors.noSuchProfile(name);
        }
        return profile;
    }
}
