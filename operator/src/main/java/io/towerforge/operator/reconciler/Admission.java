package io.towerforge.operator.reconciler;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.AwsIdentity;
import io.towerforge.api.v1alpha1.SpecValidator;
import io.towerforge.api.v1alpha1.TowerForgeApi;
import io.towerforge.operator.preflight.GuardRailCheck;
import io.towerforge.operator.preflight.NamespaceAccess;
import io.towerforge.operator.status.Reasons;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Which credentials an environment may use, if any. */
final class Admission {
    /** The identity of environments that name none, where it exists. */
    static final String DEFAULT_IDENTITY = "default";

    private final Identities identities;
    private final AccessLookup accesses;

    Admission(Identities identities, Secrets secrets) {
        this.identities = identities;
        this.accesses = new AccessLookup(secrets);
    }

    /** Whether an environment uses an identity of that name, or would if it existed. */
    static boolean refersTo(AwsBatchComputeEnvironment object, String identity) {
        return object.getSpec() != null && identityName(object.getSpec()).equals(identity);
    }

    /**
     * The credentials for an environment that is to exist.
     *
     * @throws Refusal when it may not have any as it is
     * @throws io.towerforge.operator.aws.AwsFailure when the identity's own credentials are missing
     */
    Permit admit(AwsBatchComputeEnvironment object) throws Refusal {
        Optional<AwsIdentity> found = find(object.getSpec());
        if (found.isEmpty()) {
            return Permit.OWN;
        }
        AwsIdentity identity = found.get();
        String name = identity.getMetadata().getName();
        if (isBeingDeleted(identity) && !isOurs(object)) {
            throw new Refusal(
                    Reasons.IDENTITY_NOT_FOUND,
                    "AwsIdentity '" + name + "' is being deleted and takes no new environments. Name another in"
                            + " `spec.identityName`.");
        }
        if (!isAllowed(object, identity)) {
            throw notAllowed(object, name);
        }
        List<String> findings = GuardRailCheck.findings(
                object.getSpec(), name, identity.getSpec().guardRails());
        if (!findings.isEmpty()) {
            throw new Refusal(Reasons.GUARD_RAIL, String.join(" ", findings));
        }
        return new Permit(accesses.of(identity), identity.getSpec());
    }

    /**
     * The credentials to remove an environment with. What was made with an identity can be removed with it, whoever may use it now and
     * for what.
     */
    Permit release(AwsBatchComputeEnvironment object) throws Refusal {
        Optional<AwsIdentity> found = find(object.getSpec());
        if (found.isEmpty()) {
            return Permit.OWN;
        }
        boolean knownToBeThere =
                object.getStatus() != null && object.getStatus().accountId() != null;
        if (!knownToBeThere && !isAllowed(object, found.get())) {
            throw notAllowed(object, found.get().getMetadata().getName());
        }
        return new Permit(accesses.of(found.get()), found.get().getSpec());
    }

    /** Whether the identity is still there, for an environment that has just become its user. */
    boolean stillStands(AwsBatchComputeEnvironment object, Permit permit) {
        return permit.access().isOwn()
                || identities
                        .read(identityName(object.getSpec()))
                        .filter(identity -> !isBeingDeleted(identity))
                        .isPresent();
    }

    private Optional<AwsIdentity> find(AwsBatchComputeEnvironmentSpec spec) throws Refusal {
        String name = identityName(spec);
        Optional<AwsIdentity> found = identities.read(name);
        if (found.isEmpty() && spec.identityName() != null) {
            throw new Refusal(
                    Reasons.IDENTITY_NOT_FOUND,
                    "There is no AwsIdentity '" + name + "'. Create it, or name another in `spec.identityName`.");
        }
        if (found.isPresent() && !SpecValidator.validate(found.get()).isEmpty()) {
            throw new Refusal(
                    Reasons.IDENTITY_NOT_FOUND,
                    "AwsIdentity '" + name + "' contradicts itself; its own condition Stalled says how. Correct it.");
        }
        return found;
    }

    private boolean isAllowed(AwsBatchComputeEnvironment object, AwsIdentity identity) {
        String namespace = object.getMetadata().getNamespace();
        return NamespaceAccess.isAllowed(identity.getSpec(), namespace, () -> identities.labelsOf(namespace));
    }

    private static Refusal notAllowed(AwsBatchComputeEnvironment object, String identity) {
        return new Refusal(
                Reasons.IDENTITY_NOT_ALLOWED,
                "AwsIdentity '" + identity + "' does not allow namespace '"
                        + object.getMetadata().getNamespace() + "'. Have the namespace added to its"
                        + " `spec.allowedNamespaces`, or name another identity in `spec.identityName`.");
    }

    private static String identityName(AwsBatchComputeEnvironmentSpec spec) {
        return Objects.requireNonNullElse(spec.identityName(), DEFAULT_IDENTITY);
    }

    private static boolean isBeingDeleted(AwsIdentity identity) {
        return identity.getMetadata().getDeletionTimestamp() != null;
    }

    static boolean isOurs(AwsBatchComputeEnvironment object) {
        return object.getMetadata().getFinalizers() != null
                && object.getMetadata().getFinalizers().contains(TowerForgeApi.FINALIZER);
    }
}
