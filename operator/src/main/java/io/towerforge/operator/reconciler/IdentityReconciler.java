package io.towerforge.operator.reconciler;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.AwsIdentity;
import io.towerforge.api.v1alpha1.AwsIdentityStatus;
import io.towerforge.api.v1alpha1.SpecValidator;
import io.towerforge.api.v1alpha1.TowerForgeApi;
import io.towerforge.api.v1alpha1.Violation;
import io.towerforge.operator.aws.AwsAccess;
import io.towerforge.operator.aws.AwsFailure;
import io.towerforge.operator.aws.CallerIdentity;
import io.towerforge.operator.preflight.NamespaceAccess;
import io.towerforge.operator.status.IdentityVerdict;
import io.towerforge.operator.status.Reasons;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One look at one identity: whether AWS accepts its credentials, and who uses it. It reads the Secret of the credentials by name, twice
 * a minute, because to watch it would need the right to read every Secret of the operator's namespace.
 */
public final class IdentityReconciler {
    private static final Duration SECRET_IS_READ_EVERY = Duration.ofSeconds(30);
    private static final Duration WITHOUT_A_SECRET = Duration.ofMinutes(5);

    /** How long AWS's word that credentials are good is believed. */
    private static final Duration BELIEVED = Duration.ofMinutes(5);

    private static final Duration FAILED = Duration.ofSeconds(30);
    private static final Duration IN_USE = Duration.ofSeconds(10);

    /** Where AWS STS is asked about an identity that no environment uses yet. */
    private static final String ANY_REGION = "us-east-1";

    private final Identities identities;
    private final AccessLookup accesses;
    private final Accounts accounts;
    private final Consumer<AwsBatchComputeEnvironment> wake;
    private final InstantSource clock;
    private final ConcurrentMap<String, Look> lastLooks = new ConcurrentHashMap<>();

    /** @param wake makes an environment be looked at soon, because its identity has changed */
    public IdentityReconciler(
            Identities identities,
            Secrets secrets,
            Accounts accounts,
            Consumer<AwsBatchComputeEnvironment> wake,
            InstantSource clock) {
        this.identities = identities;
        this.accesses = new AccessLookup(secrets);
        this.accounts = accounts;
        this.wake = wake;
        this.clock = clock;
    }

    /** @return when to come back; empty when the identity is gone */
    public Optional<Duration> reconcile(AwsIdentity identity) {
        String name = identity.getMetadata().getName();
        if (nothingIsNew(identity)) {
            return Optional.of(SECRET_IS_READ_EVERY);
        }
        List<AwsBatchComputeEnvironment> referring = identities.environments().stream()
                .filter(environment -> Admission.refersTo(environment, name))
                .toList();
        List<AwsBatchComputeEnvironment> users = referring.stream()
                .filter(environment -> uses(environment, identity))
                .toList();
        IdentityVerdict verdict = new IdentityVerdict(identity, users.size(), clock.instant());
        if (identity.getMetadata().getDeletionTimestamp() != null) {
            return end(identity, users, verdict);
        }
        if (!isOurs(identity)) {
            identities.addFinalizer(identity);
        }
        Look look = look(identity, regionOf(identity, referring));
        if (!look.saysTheSameAs(lastLooks.put(name, look))) {
            referring.forEach(wake);
        }
        write(identity, look.words(verdict, identity));
        return Optional.of(
                look.caller == null
                        ? FAILED
                        : identity.getSpec().credentials() == null ? WITHOUT_A_SECRET : SECRET_IS_READ_EVERY);
    }

    /** Between two questions to AWS only the Secret is read. */
    private boolean nothingIsNew(AwsIdentity identity) {
        Look last = lastLooks.get(identity.getMetadata().getName());
        if (last == null
                || !last.isBelieved(clock.instant())
                || identity.getMetadata().getDeletionTimestamp() != null
                || !identity.getMetadata().getGeneration().equals(last.generation)) {
            return false;
        }
        try {
            return accesses.of(identity).equals(last.access);
        } catch (AwsFailure changed) {
            return false;
        }
    }

    /** Whether an environment has something in AWS that only this identity can remove. */
    private static boolean uses(AwsBatchComputeEnvironment environment, AwsIdentity identity) {
        String home =
                environment.getStatus() == null ? null : environment.getStatus().accountId();
        String account =
                identity.getStatus() == null ? null : identity.getStatus().accountId();
        return Admission.isOurs(environment) && (home == null || account == null || home.equals(account));
    }

    private Optional<Duration> end(
            AwsIdentity identity, List<AwsBatchComputeEnvironment> users, IdentityVerdict verdict) {
        if (!isOurs(identity)) {
            lastLooks.remove(identity.getMetadata().getName());
            return Optional.empty();
        }
        if (users.isEmpty()) {
            identities.removeFinalizer(identity);
            lastLooks.remove(identity.getMetadata().getName());
            return Optional.empty();
        }
        write(
                identity,
                verdict.inUse(users.stream()
                        .map(user -> user.getMetadata().getNamespace() + "/"
                                + user.getMetadata().getName())
                        .sorted()
                        .toList()));
        return Optional.of(IN_USE);
    }

    private Look look(AwsIdentity identity, String region) {
        Look last = lastLooks.get(identity.getMetadata().getName());
        Instant now = clock.instant();
        List<Violation> violations = SpecValidator.validate(identity);
        if (!violations.isEmpty()) {
            String message = violations.stream()
                    .map(violation -> violation.fieldPath() + ": " + violation.message())
                    .collect(Collectors.joining(" "));
            return new Look(identity.getMetadata().getGeneration(), null, null, null, message, now);
        }
        Long generation = identity.getMetadata().getGeneration();
        AwsAccess access = null;
        try {
            access = accesses.of(identity);
            boolean believed = last != null && last.isBelieved(now) && access.equals(last.access);
            return believed
                    ? new Look(generation, access, last.caller, null, null, last.at)
                    : new Look(generation, access, accounts.whose(access, region), null, null, now);
        } catch (AwsFailure failure) {
            return new Look(generation, access, null, failure, null, now);
        }
    }

    /** Any region of the right partition will do; one where the identity is used is enabled for the account. */
    private static String regionOf(AwsIdentity identity, List<AwsBatchComputeEnvironment> referring) {
        return referring.stream()
                .map(environment -> environment.getSpec().region())
                .findFirst()
                .orElseGet(() -> {
                    String role = identity.getSpec().assumeRole() == null
                            ? ""
                            : identity.getSpec().assumeRole().roleArn();
                    return role.startsWith("arn:aws-cn:")
                            ? "cn-north-1"
                            : role.startsWith("arn:aws-us-gov:") ? "us-gov-west-1" : ANY_REGION;
                });
    }

    private void write(AwsIdentity identity, AwsIdentityStatus status) {
        if (!status.equals(identity.getStatus())) {
            identities.writeStatus(identity, status);
        }
    }

    private static boolean isOurs(AwsIdentity identity) {
        return identity.getMetadata().getFinalizers() != null
                && identity.getMetadata().getFinalizers().contains(TowerForgeApi.FINALIZER);
    }

    /**
     * What one look found.
     *
     * @param access null when it is not known
     * @param caller null when AWS does not accept it
     * @param invalid how the spec contradicts itself; null when it does not
     * @param at when AWS was asked
     */
    private record Look(
            Long generation, AwsAccess access, CallerIdentity caller, AwsFailure failure, String invalid, Instant at) {
        boolean isBelieved(Instant now) {
            return caller != null && now.isBefore(at.plus(BELIEVED));
        }

        boolean saysTheSameAs(Look other) {
            return other != null
                    && generation.equals(other.generation)
                    && java.util.Objects.equals(access, other.access)
                    && (caller == null) == (other.caller == null);
        }

        AwsIdentityStatus words(IdentityVerdict verdict, AwsIdentity identity) {
            if (invalid != null) {
                return verdict.rejected(Reasons.INVALID_SPEC, invalid);
            }
            return failure != null
                    ? verdict.failed(failure)
                    : verdict.accepted(caller.accountId(), caller.arn(), NamespaceAccess.isOpen(identity.getSpec()));
        }
    }
}
