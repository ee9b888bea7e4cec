package io.towerforge.operator.preflight;

import io.towerforge.operator.aws.EfsFileSystems;
import io.towerforge.operator.aws.EfsFileSystems.Found;
import io.towerforge.operator.aws.SecurityRules;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.Ports;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether a file system somebody else made can be mounted by every instance. */
final class EfsCanBeMounted implements Check {
    private static final String FIELD = "`spec.forge.efs.fileSystemId`";

    @Override
    public List<String> findings(Inquiry inquiry, Facts facts) {
        if (inquiry.forge().efs() == null || inquiry.forge().efs().fileSystemId() == null) {
            return List.of();
        }
        String id = inquiry.forge().efs().fileSystemId();
        return inquiry.account()
                .catalog(EfsFileSystems.class)
                .find(id)
                .map(found -> findings(id, found, inquiry, facts))
                .orElse(List.of("The EFS file system '" + id + "' does not exist in this account and Region. Correct "
                        + FIELD + "."));
    }

    private static List<String> findings(String id, Found found, Inquiry inquiry, Facts facts) {
        if (!found.available()) {
            return List.of("The EFS file system '" + id + "' is " + found.state()
                    + " and cannot be mounted. Wait until it is available, or name another in " + FIELD + ".");
        }
        if (!found.vpcId().isEmpty() && !found.vpcId().equals(facts.vpcId())) {
            return List.of("The EFS file system '" + id + "' has its mount targets in VPC '" + found.vpcId()
                    + "', and instances run in VPC '" + facts.vpcId()
                    + "'. Name subnets of the former in `spec.forge.network`, or another file system.");
        }
        List<String> findings = new ArrayList<>();
        Set<String> without = new TreeSet<>(facts.storage().zones().values());
        without.removeAll(found.groupsByZone().keySet());
        if (!without.isEmpty()) {
            findings.add("The EFS file system '" + id + "' has no mount target in " + String.join(", ", without)
                    + ", where instances run. Create one there, or name only subnets of its zones in"
                    + " `spec.forge.network.subnetIds`.");
        }
        Set<Set<String>> checked = new HashSet<>(found.groupsByZone().values());
        for (Set<String> groups : checked) {
            boolean open = inquiry.account()
                    .catalog(SecurityRules.class)
                    .letThrough(facts.network().subnetIds(), facts.network().securityGroupIds(), groups, Ports.NFS);
            if (!open) {
                findings.add(
                        "The security groups of the mount targets of '" + id + "' (" + String.join(", ", groups)
                                + ") do not let NFS, TCP port 2049, in from those of the instances ("
                                + String.join(", ", facts.network().securityGroupIds())
                                + "). Add such a rule, or name a group in `spec.forge.network.securityGroupIds` that is let in.");
            }
        }
        return findings;
    }
}
