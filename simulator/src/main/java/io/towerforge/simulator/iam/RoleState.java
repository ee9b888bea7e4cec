package io.towerforge.simulator.iam;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A role at one moment; immutable. Its collections are sorted and never change after construction. */
record RoleState(
        Identity identity,
        String trustPolicy,
        @Nullable String description,
        int maxSessionDuration,
        @Nullable String permissionsBoundary,
        SortedMap<String, String> tags,
        SortedMap<String, String> inlinePolicies,
        SortedSet<String> attachedPolicies) {

    /** What never changes about a role or an instance profile. */
    record Identity(String name, String path, String id, String arn, Instant createdAt) {}

    String name() {
        return identity.name();
    }

    boolean isServiceLinked() {
        return identity.path().startsWith("/aws-service-role/");
    }

    RoleState withTrustPolicy(String document) {
        return new RoleState(
                identity,
                document,
                description,
                maxSessionDuration,
                permissionsBoundary,
                tags,
                inlinePolicies,
                attachedPolicies);
    }

    RoleState withPermissionsBoundary(@Nullable String arn) {
        return new RoleState(
                identity, trustPolicy, description, maxSessionDuration, arn, tags, inlinePolicies, attachedPolicies);
    }

    RoleState withDescription(@Nullable String text, int seconds) {
        return new RoleState(
                identity, trustPolicy, text, seconds, permissionsBoundary, tags, inlinePolicies, attachedPolicies);
    }

    RoleState withTags(Map<String, String> all) {
        return new RoleState(
                identity,
                trustPolicy,
                description,
                maxSessionDuration,
                permissionsBoundary,
                new TreeMap<>(all),
                inlinePolicies,
                attachedPolicies);
    }

    RoleState withInlinePolicies(Consumer<SortedMap<String, String>> change) {
        SortedMap<String, String> policies = new TreeMap<>(inlinePolicies);
        change.accept(policies);
        return new RoleState(
                identity,
                trustPolicy,
                description,
                maxSessionDuration,
                permissionsBoundary,
                tags,
                policies,
                attachedPolicies);
    }

    RoleState withAttachedPolicies(Consumer<SortedSet<String>> change) {
        SortedSet<String> policies = new TreeSet<>(attachedPolicies);
        change.accept(policies);
        return new RoleState(
                identity,
                trustPolicy,
                description,
                maxSessionDuration,
                permissionsBoundary,
                tags,
                inlinePolicies,
                policies);
    }
}
