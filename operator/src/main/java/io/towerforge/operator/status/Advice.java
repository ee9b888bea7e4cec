package io.towerforge.operator.status;

import io.towerforge.api.v1alpha1.AllocationStrategy;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Something that deserves attention although nothing is broken. */
public record Advice(String reason, String message) {
    private static final List<Function<AwsBatchComputeEnvironmentSpec, Optional<Advice>>> ABOUT_FORGE =
            List.of(Advice::idleCost, Advice::noUpdateInPlace, Advice::snapshotsWithoutSpot);

    /** What is to be said about a spec: the reason is that of the first thing, the message tells them all. */
    static Optional<Advice> about(AwsBatchComputeEnvironmentSpec spec) {
        if (spec.forge() == null) {
            return Optional.empty();
        }
        List<Advice> all = ABOUT_FORGE.stream()
                .flatMap(about -> about.apply(spec).stream())
                .toList();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(new Advice(
                        all.get(0).reason(), all.stream().map(Advice::message).collect(Collectors.joining(" "))));
    }

    private static Optional<Advice> idleCost(AwsBatchComputeEnvironmentSpec spec) {
        Integer minCpus = spec.forge().minCpus();
        if (minCpus == null || minCpus == 0) {
            return Optional.empty();
        }
        return Optional.of(new Advice(
                Reasons.IDLE_COST,
                "`minCpus` is " + minCpus
                        + ": AWS keeps and bills that many vCPUs even when no job runs. Set it to 0"
                        + " unless pipelines must start at once."));
    }

    private static Optional<Advice> noUpdateInPlace(AwsBatchComputeEnvironmentSpec spec) {
        if (spec.forge().allocationStrategy() != AllocationStrategy.BEST_FIT) {
            return Optional.empty();
        }
        return Optional.of(new Advice(
                Reasons.NO_UPDATE_IN_PLACE,
                "With BEST_FIT, AWS Batch updates no instances in place: such an edit makes a second compute environment"
                        + " even when nothing runs. Use BEST_FIT_PROGRESSIVE unless you need BEST_FIT."));
    }

    private static Optional<Advice> snapshotsWithoutSpot(AwsBatchComputeEnvironmentSpec spec) {
        if (!spec.usesSnapshots() || spec.forge().usesSpot()) {
            return Optional.empty();
        }
        return Optional.of(new Advice(
                Reasons.NO_EFFECT,
                "`fusion.snapshots` has no effect with On-Demand instances: Fusion saves a task when its Spot instance is"
                        + " reclaimed. Set `provisioningModel` to Spot, or `fusion.snapshots` to false."));
    }
}
