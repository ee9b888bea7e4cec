package io.towerforge.operator.preflight;

import io.towerforge.api.v1alpha1.Architecture;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.EffectiveStatus;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.operator.aws.AwsAccount;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.Observation;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What choices and checks have to go by.
 *
 * @param chosenBefore what an earlier pass chose and the status remembers; null when there is none
 * @param notOlderThan how fresh what is read must be
 * @param acceptedBefore whether an earlier pass found nothing wrong with this very spec
 */
record Inquiry(
        AwsAccount account,
        AwsBatchComputeEnvironmentSpec spec,
        Observation seen,
        @Nullable EffectiveStatus chosenBefore,
        Instant notOlderThan,
        boolean acceptedBefore) {
    /** Whether the tasks run on AWS Graviton. */
    boolean wantsArm64() {
        return forge().architecture() == Architecture.ARM64;
    }

    ForgeSpec forge() {
        return spec.forge();
    }

    /** The instances of an environment that is there although nothing was remembered: a lost status changes nothing. */
    Optional<ComputeEnvironment.Instances> inUse() {
        return inUse(any -> true);
    }

    /** Those of them that are like that. */
    Optional<ComputeEnvironment.Instances> inUse(Predicate<ComputeEnvironment.Instances> like) {
        if (chosenBefore != null) {
            return Optional.empty();
        }
        return seen.all(ComputeEnvironment.class).stream()
                .filter(one -> one.resource().enabled())
                .map(one -> one.resource().instances())
                .filter(Objects::nonNull)
                .filter(like)
                .findFirst();
    }
}
