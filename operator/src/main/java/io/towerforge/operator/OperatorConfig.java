package io.towerforge.operator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the process runs, from its environment variables.
 *
 * @param clusterId {@code TOWERFORGE_CLUSTER_ID}: marks what is made in AWS; null for the UID of namespace {@code kube-system}
 * @param watchNamespaces {@code TOWERFORGE_WATCH_NAMESPACES}, separated by commas; empty for all
 * @param leaseNamespace {@code TOWERFORGE_NAMESPACE}: the operator's own namespace, with the leader election lease
 *     and the Secrets of identities; null for neither
 * @param metricsPort {@code TOWERFORGE_METRICS_PORT}: {@code /metrics}; 0 for any free port
 * @param healthPort {@code TOWERFORGE_HEALTH_PORT}: {@code /healthz} and {@code /readyz}; 0 for any free port
 * @param reconcileThreads {@code TOWERFORGE_RECONCILE_THREADS}
 * @param simulatedAws whether AWS is simulated in this process; the {@code --simulated-aws} argument
 */
public record OperatorConfig(
        @Nullable String clusterId,
        List<String> watchNamespaces,
        @Nullable String leaseNamespace,
        int metricsPort,
        int healthPort,
        int reconcileThreads,
        boolean simulatedAws) {
    private static final String SIMULATED_AWS = "--simulated-aws";

    /** @throws IllegalArgumentException with a sentence that names the argument or variable that is wrong */
    public static OperatorConfig from(Map<String, String> environment, List<String> arguments) {
        for (String argument : arguments) {
            if (!argument.equals(SIMULATED_AWS)) {
                throw new IllegalArgumentException(
                        "Unknown argument '" + argument + "'. The only one is " + SIMULATED_AWS + ".");
            }
        }
        String namespaces = environment.getOrDefault("TOWERFORGE_WATCH_NAMESPACES", "");
        return new OperatorConfig(
                Optional.ofNullable(environment.get("TOWERFORGE_CLUSTER_ID"))
                        .filter(id -> !id.isBlank())
                        .orElse(null),
                namespaces.isBlank() ? List.of() : List.of(namespaces.trim().split("\\s*,\\s*")),
                environment.get("TOWERFORGE_NAMESPACE"),
                number(environment, "TOWERFORGE_METRICS_PORT", 8080),
                number(environment, "TOWERFORGE_HEALTH_PORT", 8081),
                number(environment, "TOWERFORGE_RECONCILE_THREADS", 10),
                arguments.contains(SIMULATED_AWS));
    }

    private static int number(Map<String, String> environment, String name, int otherwise) {
        String value = environment.get(name);
        try {
            return Optional.ofNullable(value).map(Integer::parseInt).orElse(otherwise);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number, not '" + value + "'.", e);
        }
    }
}
