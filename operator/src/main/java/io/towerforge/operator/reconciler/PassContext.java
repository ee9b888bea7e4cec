package io.towerforge.operator.reconciler;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentStatus;
import io.towerforge.api.v1alpha1.EffectiveStatus;
import io.towerforge.operator.apply.Guard;
import io.towerforge.operator.aws.AwsAccount;
import io.towerforge.operator.desired.EffectiveChoice;
import io.towerforge.operator.desired.StackRequest;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.Observation;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.preflight.Preflight;
import io.towerforge.operator.status.Reasons;
import io.towerforge.operator.status.Snapshot;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one pass works with.
 *
 * @param spec the object's, with what its identity adds
 * @param rolePath the IAM path of roles that are made; null for IAM's own default
 * @param identityStands whether the identity is still there, read anew
 */
record PassContext(
        AwsBatchComputeEnvironment object,
        AwsBatchComputeEnvironmentSpec spec,
        Snapshot snapshot,
        AwsAccount account,
        StackId stack,
        @Nullable String rolePath,
        BooleanSupplier identityStands) {
    /** The same pass about the object's environment, be it what the annotation says or not; the status names it. */
    PassContext about(String environmentId) {
        return new PassContext(
                object,
                spec,
                new Snapshot(object, environmentId, snapshot.now()),
                account,
                stack.of(environmentId, false),
                rolePath,
                identityStands);
    }

    /** The same pass with another view of AWS; the status tells no more than before of which environment it is. */
    PassContext lookingAt(String environmentId, boolean adopting) {
        return new PassContext(
                object, spec, snapshot, account, stack.of(environmentId, adopting), rolePath, identityStands);
    }

    Decision decision(boolean deleting) {
        return new Decision(account, stack, spec, deleting, now());
    }

    Preflight preflight(Observation seen) {
        return new Preflight(account, object, spec, seen, rolePath);
    }

    Instant now() {
        return snapshot.now();
    }

    String uid() {
        return stack.uid();
    }

    /** What is worked out from the spec and from what was found in AWS. */
    StackRequest request(Facts facts, Observation seen) {
        return new StackRequest(stack, spec, facts, seen, false);
    }

    /** What was chosen for what the spec leaves out, as the status is to record it. */
    EffectiveStatus effective(Facts facts, Observation seen) {
        AwsBatchComputeEnvironmentStatus before = object.getStatus();
        return EffectiveChoice.of(request(facts, seen), before == null ? null : before.effective());
    }

    /**
     * An environment never wanders from one account into another. Where something of it is seen it is at home, whatever a status says
     * that may have been lost or changed; where nothing is, the status tells whether it was elsewhere before.
     */
    void mustBeAtHome(Observation seen) throws Refusal {
        String home = object.getStatus() == null ? null : object.getStatus().accountId();
        if (seen.isEmpty() && Admission.isOurs(object) && home != null && !home.equals(account.accountId())) {
            throw new Refusal(
                    Reasons.ACCOUNT_CHANGED,
                    "This environment is in AWS account " + home + ", and its credentials lead into account "
                            + account.accountId()
                            + " now; nothing was changed in either. Give it credentials of account " + home
                            + " back, or create a second environment for account " + account.accountId() + ".");
        }
    }

    /** Whether the stored object is still the one this pass is about. */
    Guard guard(Cluster cluster) {
        return () -> cluster.read(stack.namespace(), stack.name())
                .filter(stored -> Objects.equals(stored.getMetadata().getUid(), uid())
                        && Objects.equals(
                                stored.getMetadata().getGeneration(),
                                object.getMetadata().getGeneration())
                        && Objects.equals(
                                stored.getMetadata().getDeletionTimestamp(),
                                object.getMetadata().getDeletionTimestamp())
                        && Watching.of(stored).equals(Watching.of(object))
                        && Adoption.annotation(stored).equals(Adoption.annotation(object)))
                .isPresent();
    }
}
