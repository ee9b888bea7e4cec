package io.towerforge.operator.preflight;

import io.towerforge.api.v1alpha1.EffectiveStatus;
import io.towerforge.api.v1alpha1.NetworkSpec;
import io.towerforge.operator.aws.Networks;
import io.towerforge.operator.aws.Networks.Network;
import io.towerforge.operator.aws.Networks.Resolution;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.SecurityGroup;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** VPC, subnets and security groups: what the spec names, and for the rest what was chosen before or AWS has as a default. */
final class NetworkChoice implements Choice {
    @Override
    public Facts choose(Inquiry inquiry, Facts facts, Consumer<String> findings) {
        Network network = network(inquiry, findings);
        return facts.withVpcId(network.vpcId())
                .withNetwork(new ComputeEnvironment.Network(network.subnetIds(), network.securityGroupIds()));
    }

    private static Network network(Inquiry inquiry, Consumer<String> findings) {
        Network given = given(inquiry);
        Network remembered = remembered(inquiry, given);
        boolean complete = !remembered.subnetIds().isEmpty()
                && !remembered.securityGroupIds().isEmpty();
        if (complete && inquiry.acceptedBefore()) {
            return remembered;
        }
        Networks networks = inquiry.account().catalog(Networks.class);
        Resolution resolution = networks.resolve(remembered);
        if (!resolution.findings().isEmpty() && !remembered.equals(given)) {
            resolution = networks.resolve(given);
        }
        resolution.findings().forEach(findings);
        return resolution.network();
    }

    private static Network given(Inquiry inquiry) {
        NetworkSpec spec = inquiry.forge().network();
        return spec == null
                ? Network.OPEN
                : new Network(spec.vpcId(), Set.copyOf(spec.subnetIds()), Set.copyOf(spec.securityGroupIds()));
    }

    /** What is given, and for what is left open, what was chosen before. */
    private static Network remembered(Inquiry inquiry, Network given) {
        EffectiveStatus before = inquiry.chosenBefore();
        String vpcId = before == null || before.vpcId() == null ? "" : before.vpcId();
        Set<String> subnets = before == null ? Set.of() : Set.copyOf(before.subnetIds());
        Set<String> groups = before == null ? Set.of() : Set.copyOf(before.securityGroupIds());
        if (inquiry.inUse().isPresent()) {
            subnets = inquiry.inUse().get().network().subnetIds();
            groups = withoutOurs(inquiry, inquiry.inUse().get().network().securityGroupIds());
        }
        return new Network(
                given.vpcId().isEmpty() ? vpcId : given.vpcId(),
                given.subnetIds().isEmpty() ? subnets : given.subnetIds(),
                given.securityGroupIds().isEmpty() ? groups : given.securityGroupIds());
    }

    /** A group we have made for file systems was not chosen: instances carry it for as long as it is needed. */
    private static Set<String> withoutOurs(Inquiry inquiry, Set<String> groupIds) {
        Set<String> chosen = new TreeSet<>(groupIds);
        inquiry.seen()
                .all(SecurityGroup.class)
                .forEach(one -> chosen.remove(one.resource().groupId()));
        return chosen;
    }
}
