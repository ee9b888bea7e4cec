package io.towerforge.operator.reliability;

import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.operator.world.UsersNetwork;
import io.towerforge.simulator.core.LiveObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a user may expect of file systems that are made, and that instances reach them. */
final class StorageExpectation {
    private static final String GROUP = "AWS::EC2::SecurityGroup";
    private static final String EFS = "AWS::EFS::FileSystem";
    private static final String TARGET = "AWS::EFS::MountTarget";
    private static final String LUSTRE = "AWS::FSx::FileSystem";

    private final ForgeSpec forge;
    private final Belongings mine;
    private final Complaints complaints;

    /** @param forge null where nothing is made */
    StorageExpectation(ForgeSpec forge, Belongings mine, Complaints complaints) {
        this.forge = forge;
        this.mine = mine;
        this.complaints = complaints;
    }

    /** What is asked for is there. */
    void check(NetworkExpectation network) {
        if (createsEfs()) {
            mine.count(EFS, 1, complaints);
            mine.least(TARGET, network.subnets().size(), complaints);
            mine.all().stream()
                    .filter(one -> one.kind().startsWith("AWS::EFS::"))
                    .forEach(one ->
                            complaints.require(one.state().equals("available"), one.name() + " is " + one.state()));
        }
        if (createsLustre()) {
            mine.count(LUSTRE, 1, complaints);
            mine.count(GROUP, 1, complaints);
        }
    }

    /** Nothing else is there, and each port is as it should be. */
    void nothingElse(NetworkExpectation network) {
        mine.count(EFS, createsEfs() ? 1 : 0, complaints);
        mine.count(TARGET, createsEfs() ? network.subnets().size() : 0, complaints);
        mine.count(LUSTRE, createsLustre() ? 1 : 0, complaints);
        if (!createsEfs() && !createsLustre()) {
            mine.count(GROUP, 0, complaints);
        }
        mine.all(GROUP).forEach(this::ports);
        mine.all(TARGET).forEach(target -> reach(target, network));
    }

    private void ports(LiveObject group) {
        Set<String> wanted = new TreeSet<>();
        if (createsEfs()) {
            wanted.add("tcp 2049-2049 from " + group.id());
        }
        if (createsLustre()) {
            wanted.addAll(List.of("tcp 988-988 from " + group.id(), "tcp 1018-1023 from " + group.id()));
        }
        Set<String> open = NetworkExpectation.texts(group.attributes().get("ingress"));
        complaints.require(open.equals(wanted), "security group " + group.name() + " lets in " + open);
    }

    private void reach(LiveObject target, NetworkExpectation network) {
        Set<String> groups = NetworkExpectation.groupsOf(target);
        Set<String> ours = new TreeSet<>();
        mine.all(GROUP).forEach(group -> ours.add(group.id()));
        complaints.require(
                groups.equals(network.groups()) || groups.equals(ours), target.name() + " has groups " + groups);
        complaints.require(
                !Set.of(UsersNetwork.CLOSED_GROUP).containsAll(groups), target.name() + " lets no instance in");
        complaints.require(
                network.subnets().contains(String.valueOf(target.attributes().get("subnetId"))),
                target.name() + " is in " + target.attributes().get("subnetId"));
    }

    private boolean createsLustre() {
        return forge != null && forge.fsx() != null && forge.fsx().create() != null;
    }

    private boolean createsEfs() {
        return forge != null && forge.efs() != null && forge.efs().create() != null;
    }
}
