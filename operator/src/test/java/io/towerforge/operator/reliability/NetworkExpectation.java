package io.towerforge.operator.reliability;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.EffectiveStatus;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.api.v1alpha1.NetworkSpec;
import io.towerforge.simulator.core.LiveObject;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where a user may expect instances to run: as the spec says, and for what it leaves open, as the status says.
 *
 * @param groups the user's
 * @param groupsOfInstances beside the user's the one that lets them reach file systems, where there is something behind it
 */
record NetworkExpectation(Set<String> subnets, Set<String> groups, Set<String> groupsOfInstances) {
    static NetworkExpectation of(AwsBatchComputeEnvironment object, Belongings mine) {
        NetworkSpec spec = object.getSpec().forge().network();
        EffectiveStatus chosen = object.getStatus().effective();
        Set<String> groups = new TreeSet<>(
                spec == null || spec.securityGroupIds().isEmpty()
                        ? chosen.securityGroupIds()
                        : spec.securityGroupIds());
        Set<String> ofInstances = new TreeSet<>(groups);
        mine.all("AWS::EC2::SecurityGroup").stream()
                .map(LiveObject::id)
                .filter(group -> isUsed(group, object.getSpec().forge(), mine))
                .forEach(ofInstances::add);
        return new NetworkExpectation(
                new TreeSet<>(spec == null || spec.subnetIds().isEmpty() ? chosen.subnetIds() : spec.subnetIds()),
                groups,
                ofInstances);
    }

    private static boolean isUsed(String group, ForgeSpec forge, Belongings mine) {
        boolean lustre = forge.fsx() != null && forge.fsx().create() != null;
        boolean efs = forge.efs() != null && forge.efs().create() != null;
        return lustre
                || (efs
                        && mine.all("AWS::EFS::MountTarget").stream()
                                .anyMatch(target -> groupsOf(target).contains(group)));
    }

    static Set<String> groupsOf(LiveObject target) {
        return texts(target.attributes().get("securityGroups"));
    }

    /** A list of ids as a set. */
    static Set<String> texts(Object value) {
        return value == null
                ? Set.of()
                : ((Collection<?>) value).stream().map(Object::toString).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What of a compute environment's network is otherwise, in words. */
    List<String> differences(Object actualSubnets, Object actualGroups) {
        Complaints complaints = new Complaints();
        complaints.require(texts(actualSubnets).equals(subnets), "subnets " + actualSubnets);
        complaints.require(texts(actualGroups).equals(groupsOfInstances), "groups " + actualGroups);
        return complaints.all();
    }
}
