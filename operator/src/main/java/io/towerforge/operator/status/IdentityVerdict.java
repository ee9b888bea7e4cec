package io.towerforge.operator.status;

import io.towerforge.api.v1alpha1.AwsIdentity;
import io.towerforge.api.v1alpha1.AwsIdentityStatus;
import io.towerforge.api.v1alpha1.ConditionStatus;
import io.towerforge.api.v1alpha1.ConditionTypes;
import io.towerforge.operator.aws.AwsFailure;
import io.towerforge.operator.aws.ErrorClass;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The status of an identity. */
public final class IdentityVerdict {
    /** More names than this make a message unreadable. */
    private static final int MOST_NAMED = 5;

    private final AwsIdentity identity;
    private final ConditionSet conditions;
    private final int environments;

    /** @param environments how many have something in AWS by it */
    public IdentityVerdict(AwsIdentity identity, int environments, Instant now) {
        this.identity = identity;
        this.environments = environments;
        this.conditions = new ConditionSet(before().conditions(), generation(), now);
    }

    /**
     * AWS accepts the credentials.
     *
     * @param open whether any namespace may use it
     */
    public AwsIdentityStatus accepted(String accountId, String callerArn, boolean open) {
        conditions
                .ready(
                        ConditionStatus.TRUE,
                        Reasons.AVAILABLE,
                        "AWS account " + accountId + " accepts the credentials, as " + callerArn + ".")
                .atRest(Reasons.AVAILABLE)
                .advisory(
                        open
                                ? Optional.empty()
                                : Optional.of(new Advice(
                                        Reasons.NOBODY_ALLOWED,
                                        "No namespace may use this identity. Name some in `spec.allowedNamespaces`.")));
        return status().withAccountId(accountId).withCallerArn(callerArn);
    }

    /** The identity cannot be used as it is. */
    public AwsIdentityStatus rejected(String reason, String message) {
        conditions
                .ready(ConditionStatus.FALSE, reason, message)
                .stalled(reason, message)
                .advisory(Optional.empty());
        return status();
    }

    /** AWS does not accept the credentials, or could not be asked. */
    public AwsIdentityStatus failed(AwsFailure failure) {
        if (failure.errorClass() == ErrorClass.DENIED || failure.errorClass().isTerminal()) {
            return rejected(failure.reason(), failure.getMessage());
        }
        boolean wasReady = conditions
                .previous(ConditionTypes.READY)
                .filter(ready -> ready.status() == ConditionStatus.TRUE)
                .isPresent();
        conditions
                .ready(
                        wasReady ? ConditionStatus.TRUE : ConditionStatus.UNKNOWN,
                        failure.reason(),
                        failure.getMessage())
                .reconciling(Reasons.PROGRESSING_WITH_RETRY, failure.getMessage())
                .advisory(Optional.empty());
        return status();
    }

    /**
     * It is to go, and cannot yet.
     *
     * @param users namespace and name of the environments that have something in AWS by it
     */
    public AwsIdentityStatus inUse(List<String> users) {
        String message = "It stays until the environments that use it are gone: "
                + String.join(", ", users.subList(0, Math.min(MOST_NAMED, users.size())))
                + (users.size() > MOST_NAMED ? " and " + (users.size() - MOST_NAMED) + " more" : "")
                + ". Delete them, or name another identity of the same account in their `spec.identityName`.";
        conditions
                .ready(ConditionStatus.UNKNOWN, Reasons.IDENTITY_IN_USE, message)
                .reconciling(Reasons.IDENTITY_IN_USE, message)
                .advisory(Optional.empty());
        return status();
    }

    private AwsIdentityStatus status() {
        return before().withObservedGeneration(generation())
                .withEnvironments(environments)
                .withConditions(conditions.list());
    }

    private AwsIdentityStatus before() {
        return Objects.requireNonNullElseGet(
                identity.getStatus(), () -> new AwsIdentityStatus(null, null, null, null, null));
    }

    private long generation() {
        return Objects.requireNonNullElse(identity.getMetadata().getGeneration(), 0L);
    }
}
