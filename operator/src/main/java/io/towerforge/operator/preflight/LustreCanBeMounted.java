package io.towerforge.operator.preflight;

import io.towerforge.operator.aws.LustreFileSystems;
import io.towerforge.operator.aws.LustreFileSystems.Found;
import io.towerforge.operator.aws.NetworkInterfaces;
import io.towerforge.operator.aws.SecurityRules;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.Ports;
import java.util.List;
import java.util.Set;

/** Whether an FSx file system somebody else made can be mounted by every instance. */
final class LustreCanBeMounted implements Check {
    private static final String FIELD = "`spec.forge.fsx.fileSystemId`";

    @Override
    public List<String> findings(Inquiry inquiry, Facts facts) {
        if (inquiry.forge().fsx() == null || inquiry.forge().fsx().fileSystemId() == null) {
            return List.of();
        }
        String id = inquiry.forge().fsx().fileSystemId();
        return inquiry.account()
                .catalog(LustreFileSystems.class)
                .find(id)
                .map(found -> findings(id, found, inquiry, facts))
                .orElse(List.of("There is no FSx file system for Lustre '" + id
                        + "' in this account and Region. Correct " + FIELD + "."));
    }

    private static List<String> findings(String id, Found found, Inquiry inquiry, Facts facts) {
        if (!found.available()) {
            return List.of("The FSx file system '" + id + "' is " + found.state()
                    + " and cannot be mounted. Wait until it is available, or name another in " + FIELD + ".");
        }
        if (!found.vpcId().equals(facts.vpcId())) {
            return List.of("The FSx file system '" + id + "' is in VPC '" + found.vpcId()
                    + "', and instances run in VPC '" + facts.vpcId()
                    + "'. Name subnets of the former in `spec.forge.network`, or another file system.");
        }
        Set<String> groups =
                inquiry.account().catalog(NetworkInterfaces.class).securityGroupIds(found.networkInterfaceIds());
        boolean open = inquiry.account()
                .catalog(SecurityRules.class)
                .letThrough(facts.network().subnetIds(), facts.network().securityGroupIds(), groups, Ports.LUSTRE);
        return open
                ? List.of()
                : List.of(
                        "The security groups of '" + id + "' (" + String.join(", ", groups)
                                + ") do not let Lustre, TCP ports 988 and 1018-1023, in from those of the instances ("
                                + String.join(", ", facts.network().securityGroupIds())
                                + "). Add such rules, or name a group in `spec.forge.network.securityGroupIds` that is let in.");
    }
}
