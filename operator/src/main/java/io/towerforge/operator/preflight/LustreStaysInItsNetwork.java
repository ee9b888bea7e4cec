package io.towerforge.operator.preflight;

import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.LustreFileSystem;
import java.util.List;

/** A file system for Lustre never leaves its VPC. An edit of the network must not leave it behind. */
final class LustreStaysInItsNetwork implements Check {
    @Override
    public boolean looksOnEveryPass() {
        return true;
    }

    @Override
    public List<String> findings(Inquiry inquiry, Facts facts) {
        if (inquiry.forge().fsx() == null || inquiry.forge().fsx().create() == null) {
            return List.of();
        }
        return inquiry.seen().all(LustreFileSystem.class).stream()
                .map(one -> one.resource().vpcId())
                .filter(vpc -> vpc != null && !facts.vpcId().isEmpty() && !vpc.equals(facts.vpcId()))
                .map(vpc -> "The FSx file system of this environment is in VPC '" + vpc
                        + "', and `spec.forge.network` is in VPC '" + facts.vpcId()
                        + "'. Go back to the former, or remove `spec.forge.fsx` first, which deletes the file system and"
                        + " what it holds.")
                .toList();
    }
}
