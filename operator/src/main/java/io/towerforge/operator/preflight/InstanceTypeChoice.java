package io.towerforge.operator.preflight;

import io.towerforge.api.v1alpha1.Architecture;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.DefaultInstanceTypes;
import io.towerforge.operator.model.Facts;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The instance types where the spec names none: the default families; with fast storage, those of them that the Region offers,
 * because AWS Batch refuses families it does not know there (AWS Batch API reference, ComputeResource).
 */
final class InstanceTypeChoice implements Choice {
    @Override
    public Facts choose(Inquiry inquiry, Facts facts, Consumer<String> findings) {
        if (!inquiry.forge().instanceTypes().isEmpty()) {
            return facts;
        }
        boolean fast = inquiry.spec().usesFastInstanceStorage();
        Set<String> suitable = DefaultInstanceTypes.of(inquiry.forge().architecture() == Architecture.ARM64, fast);
        if (!fast) {
            return facts.withInstanceTypes(suitable);
        }
        Set<String> remembered = remembered(inquiry);
        if (!remembered.isEmpty() && suitable.containsAll(remembered)) {
            return facts.withInstanceTypes(remembered);
        }
        Set<String> offered = new NvmeTypes(inquiry.account()).among(suitable);
        if (offered.isEmpty()) {
            findings.accept(
                    "The Region " + facts.region() + " offers none of the default instance families with NVMe disks ("
                            + String.join(", ", new java.util.TreeSet<>(suitable))
                            + "). Name families with such disks in `spec.forge.instanceTypes`, or set `spec.fusion.fastInstanceStorage`"
                            + " to false.");
        }
        return facts.withInstanceTypes(offered);
    }

    private static Set<String> remembered(Inquiry inquiry) {
        if (inquiry.chosenBefore() != null) {
            return Set.copyOf(inquiry.chosenBefore().instanceTypes());
        }
        return inquiry.inUse().map(ComputeEnvironment.Instances::instanceTypes).orElse(Set.of());
    }
}
