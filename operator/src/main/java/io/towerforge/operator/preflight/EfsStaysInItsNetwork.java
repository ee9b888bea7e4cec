package io.towerforge.operator.preflight;

import io.towerforge.operator.model.EfsFileSystem;
import io.towerforge.operator.model.EfsMountTarget;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.Observed;
import java.util.ArrayList;
import java.util.List;

/**
 * A file system that was created has its mount targets in one VPC, and one of One Zone in one Availability Zone (Amazon EFS API
 * reference, CreateMountTarget). An edit of the network must not leave it behind. Looks at what was observed anyway.
 */
final class EfsStaysInItsNetwork implements Check {
    @Override
    public boolean looksOnEveryPass() {
        return true;
    }

    @Override
    public List<String> findings(Inquiry inquiry, Facts facts) {
        if (inquiry.forge().efs() == null || inquiry.forge().efs().create() == null) {
            return List.of();
        }
        List<String> findings = new ArrayList<>();
        inquiry.seen().all(EfsMountTarget.class).stream()
                .map(one -> one.resource().vpcId())
                .filter(vpc -> !facts.vpcId().isEmpty() && !vpc.equals(facts.vpcId()))
                .findFirst()
                .ifPresent(vpc -> findings.add("The EFS file system of this environment is mounted in VPC '" + vpc
                        + "', and `spec.forge.network` is in VPC '" + facts.vpcId()
                        + "'. Go back to the former, or remove `spec.forge.efs` first, which deletes the file system and"
                        + " what it holds."));
        for (Observed<EfsFileSystem> fileSystem : inquiry.seen().all(EfsFileSystem.class)) {
            String zone = fileSystem.resource().availabilityZone();
            if (!zone.isEmpty() && !facts.storage().zones().containsValue(zone)) {
                findings.add("The EFS file system of this environment is in Availability Zone '" + zone
                        + "', where `spec.forge.network.subnetIds` has no subnet. Add one of that zone.");
            }
        }
        return findings;
    }
}
