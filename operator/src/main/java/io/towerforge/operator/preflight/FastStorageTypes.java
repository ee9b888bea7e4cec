package io.towerforge.operator.preflight;

import io.towerforge.operator.model.Facts;
import java.util.List;
import java.util.TreeSet;

/** Whether the instance types a user names have the disks that fast storage needs. */
final class FastStorageTypes implements Check {
    @Override
    public List<String> findings(Inquiry inquiry, Facts facts) {
        if (!inquiry.spec().usesFastInstanceStorage()
                || inquiry.forge().instanceTypes().isEmpty()) {
            return List.of();
        }
        TreeSet<String> without = new TreeSet<>(inquiry.forge().instanceTypes());
        without.removeAll(new NvmeTypes(inquiry.account()).among(without));
        if (without.isEmpty()) {
            return List.of();
        }
        return List.of(
                "`spec.forge.instanceTypes`: " + String.join(", ", without) + (without.size() == 1 ? " has" : " have")
                        + " no NVMe disks in " + facts.region()
                        + ", which `spec.fusion.fastInstanceStorage` needs. Name types that have, such as c6id, m6id or r6id, or leave the"
                        + " list empty to have suitable ones chosen.");
    }
}
