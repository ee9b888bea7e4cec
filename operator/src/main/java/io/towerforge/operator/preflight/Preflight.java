package io.towerforge.operator.preflight;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentStatus;
import io.towerforge.api.v1alpha1.EffectiveStatus;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.api.v1alpha1.NetworkSpec;
import io.towerforge.operator.aws.AwsAccount;
import io.towerforge.operator.aws.BatchUsage;
import io.towerforge.operator.aws.Networks;
import io.towerforge.operator.aws.Networks.Network;
import io.towerforge.operator.aws.Networks.Resolution;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses what the spec leaves open, once, and checks what it names. What was chosen is remembered in {@code status.effective};
 * if that is lost, what the running environment uses is taken, so that a lost status never changes an environment.
 */
public final class Preflight {
    private final AwsAccount account;
    private final AwsBatchComputeEnvironment object;
    private final Observation seen;
    private final EffectiveStatus chosenBefore;

    public Preflight(AwsAccount account, AwsBatchComputeEnvironment object, Observation seen) {
        this.account = account;
        this.object = object;
        this.seen = seen;
        this.chosenBefore = Optional.ofNullable(object.getStatus())
                .map(AwsBatchComputeEnvironmentStatus::effective)
                .orElse(null);
    }

    /** @param acceptedBefore whether an earlier pass found nothing wrong with this very spec, so that it need not be checked again */
    public Preparation prepare(Instant notOlderThan, boolean acceptedBefore) {
        List<String> findings = new ArrayList<>();
        Network network = network(acceptedBefore, findings);
        BatchUsage.Counts usage = account.batchUsage().counts(notOlderThan);
        findings.addAll(noRoom(usage));
        return new Preparation(
                facts(
                        image(),
                        network.vpcId(),
                        network.subnetIds(),
                        network.securityGroupIds(),
                        usage.computeEnvironments()),
                findings);
    }

    /** What is known without reading or choosing anything: enough where nothing is to be built. */
    public Facts factsForRemoval() {
        return facts("", "", Set.of(), Set.of(), 0);
    }

    private Facts facts(String imageId, String vpcId, Set<String> subnets, Set<String> groups, int environments) {
        return new Facts(
                account.accountId(),
                account.partition(),
                account.region(),
                imageId,
                vpcId,
                new ComputeEnvironment.Network(subnets, groups),
                environments);
    }

    private String image() {
        if (forge().imageId() != null) {
            return forge().imageId();
        }
        if (chosenBefore != null && chosenBefore.imageId() != null) {
            return chosenBefore.imageId();
        }
        return inUse().map(ComputeEnvironment.Instances::imageId)
                .orElseGet(() -> account.images().recommended());
    }

    private Network network(boolean acceptedBefore, List<String> findings) {
        Network given = given();
        Network remembered = remembered(given);
        boolean complete = !remembered.subnetIds().isEmpty()
                && !remembered.securityGroupIds().isEmpty();
        if (complete && acceptedBefore) {
            return remembered;
        }
        Networks networks = account.networks();
        Resolution resolution = networks.resolve(remembered);
        if (!resolution.findings().isEmpty() && !remembered.equals(given)) {
            resolution = networks.resolve(given);
        }
        findings.addAll(resolution.findings());
        return resolution.network();
    }

    private Network given() {
        NetworkSpec spec = forge().network();
        return spec == null
                ? Network.OPEN
                : new Network(spec.vpcId(), Set.copyOf(spec.subnetIds()), Set.copyOf(spec.securityGroupIds()));
    }

    /** What is given, and for what is left open, what was chosen before. */
    private Network remembered(Network given) {
        String vpcId = chosenBefore == null || chosenBefore.vpcId() == null ? "" : chosenBefore.vpcId();
        Set<String> subnets = chosenBefore == null ? Set.of() : Set.copyOf(chosenBefore.subnetIds());
        Set<String> groups = chosenBefore == null ? Set.of() : Set.copyOf(chosenBefore.securityGroupIds());
        if (chosenBefore == null && inUse().isPresent()) {
            subnets = inUse().get().network().subnetIds();
            groups = inUse().get().network().securityGroupIds();
        }
        return new Network(
                given.vpcId().isEmpty() ? vpcId : given.vpcId(),
                given.subnetIds().isEmpty() ? subnets : given.subnetIds(),
                given.securityGroupIds().isEmpty() ? groups : given.securityGroupIds());
    }

    /** The instances of an environment that is there although nothing was remembered. */
    private Optional<ComputeEnvironment.Instances> inUse() {
        if (chosenBefore != null) {
            return Optional.empty();
        }
        return seen.all(ComputeEnvironment.class).stream()
                .filter(one -> one.resource().enabled())
                .map(one -> one.resource().instances())
                .findFirst();
    }

    /** A new environment needs room for all of it; one that exists only waits where it must. */
    private List<String> noRoom(BatchUsage.Counts usage) {
        if (!seen.all(ComputeEnvironment.class).isEmpty()) {
            return List.of();
        }
        int needed = forge().usesSpot() ? 2 : 1;
        if (usage.computeEnvironments() + needed <= BatchUsage.LIMIT
                && usage.jobQueues() + needed <= BatchUsage.LIMIT) {
            return List.of();
        }
        return List.of(
                "Account " + account.accountId() + " has " + usage.computeEnvironments() + " compute environments and "
                        + usage.jobQueues() + " job queues in " + account.region() + "; AWS allows " + BatchUsage.LIMIT
                        + " of each and this environment needs " + needed
                        + " more. Delete environments that are not used, or use another Region or account.");
    }

    private ForgeSpec forge() {
        return object.getSpec().forge();
    }
}
