package io.towerforge.operator.model;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An IAM policy as a value: never assembled from strings, so nothing a user writes can break out of it. Two policies that AWS
 * treats alike are equal, whatever the order of their actions and resources.
 */
public record Policy(List<Statement> statements) {
    public Policy {
        statements = List.copyOf(statements);
    }

    public static Policy of(Statement... statements) {
        return new Policy(List.of(statements));
    }

    /** Who may take on a role: one AWS service. */
    public static Policy trust(String service) {
        return of(new Statement("Trust", Set.of("sts:AssumeRole"), Set.of(), Set.of(service), Map.of()));
    }

    /**
     * One {@code Allow} statement; we write no other effect.
     *
     * @param services the AWS services named as principal; only in trust policies
     * @param conditions condition operator and key, joined by a space, to the accepted values
     */
    public record Statement(
            String sid,
            Set<String> actions,
            Set<String> resources,
            Set<String> services,
            Map<String, Set<String>> conditions) {
        public Statement {
            actions = sorted(actions);
            resources = sorted(resources);
            services = sorted(services);
            Map<String, Set<String>> copied = new TreeMap<>();
            conditions.forEach((key, values) -> copied.put(key, sorted(values)));
            conditions = java.util.Collections.unmodifiableMap(copied);
        }

        public static Statement allow(String sid, Set<String> actions, Set<String> resources) {
            return new Statement(sid, actions, resources, Set.of(), Map.of());
        }

        private static Set<String> sorted(Set<String> values) {
            return java.util.Collections.unmodifiableSet(new TreeSet<>(values));
        }
    }
}
