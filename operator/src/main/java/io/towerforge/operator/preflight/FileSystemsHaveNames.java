package io.towerforge.operator.preflight;

import io.towerforge.operator.aws.Networks;
import io.towerforge.operator.model.Facts;
import java.util.List;

/**
 * Whether instances can find file systems, which are mounted by their names: those resolve only in a VPC with DNS support and DNS
 * hostnames (Amazon EFS user guide, "Mounting with a DNS name"; FSx for Lustre user guide, "Prerequisites").
 */
final class FileSystemsHaveNames implements Check {
    @Override
    public List<String> findings(Inquiry inquiry, Facts facts) {
        boolean mounts = inquiry.forge().efs() != null || inquiry.forge().fsx() != null;
        if (!mounts
                || facts.vpcId().isEmpty()
                || inquiry.account().catalog(Networks.class).resolvesNames(facts.vpcId())) {
            return List.of();
        }
        return List.of("VPC '" + facts.vpcId()
                + "' has no DNS for its instances, and EFS and FSx are mounted by their DNS names. Switch on `enableDnsSupport` and"
                + " `enableDnsHostnames` of the VPC, or name another in `spec.forge.network`.");
    }
}
