package io.towerforge.operator.preflight;

import io.towerforge.api.v1alpha1.Architecture;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.operator.aws.AwsFailure;
import io.towerforge.operator.aws.ErrorClass;
import io.towerforge.operator.aws.InstanceTypes;
import io.towerforge.operator.aws.InstanceTypes.InstanceType;
import io.towerforge.operator.model.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Whether the Region offers the instance types the spec names, and whether they are what it asks for: architecture, GPUs. */
final class InstanceTypesFit implements Check {
    /** Words of AWS Batch that stand for families it chooses itself; none has GPUs (AWS Batch API reference, ComputeResource). */
    private static final Set<String> CHOSEN_BY_BATCH = Set.of("optimal", "default_x86_64", "default_arm64");

    /** What the drivers of the GPU image for Amazon Linux 2023 no longer support (AWS Batch API reference, Ec2Configuration). */
    private static final Set<String> WITHOUT_DRIVER = Set.of("g3", "g3s", "p3", "p3dn");

    @Override
    public List<String> findings(Inquiry inquiry, Facts facts) {
        ForgeSpec forge = inquiry.forge();
        Set<String> names = new TreeSet<>(forge.instanceTypes());
        List<String> findings = new ArrayList<>();
        if (forge.usesGpu()) {
            names.stream().filter(CHOSEN_BY_BATCH::contains).forEach(name -> findings.add(field(name) + withoutGpu()));
        }
        names.removeAll(CHOSEN_BY_BATCH);
        List<InstanceType> offered;
        try {
            offered = inquiry.account().catalog(InstanceTypes.class).find(names);
        } catch (AwsFailure e) {
            if (e.errorClass() == ErrorClass.DENIED) {
                return findings; // an operator that may not ask leaves it to AWS Batch to refuse
            }
            throw e;
        }
        for (String name : names) {
            List<InstanceType> meant =
                    offered.stream().filter(type -> type.isMeantBy(name)).toList();
            findings.addAll(about(name, meant, forge, facts.region()));
        }
        return findings;
    }

    private static List<String> about(String name, List<InstanceType> meant, ForgeSpec forge, String region) {
        if (meant.isEmpty()) {
            return List.of(field(name) + "is not offered in " + region
                    + ". Correct it, or remove it and let the other types serve.");
        }
        Architecture wanted = forge.architecture() == null ? Architecture.X86_64 : forge.architecture();
        String architecture = wanted.value().toLowerCase(Locale.ROOT);
        if (meant.stream().noneMatch(type -> type.architectures().contains(architecture))) {
            return List.of(field(name) + "is not " + architecture
                    + ". Name types of that architecture, or change `spec.forge.architecture`.");
        }
        if (forge.usesGpu() && meant.stream().noneMatch(InstanceType::nvidia)) {
            return List.of(field(name) + withoutGpu());
        }
        if (forge.usesGpu() && forge.imageId() == null && WITHOUT_DRIVER.contains(family(name))) {
            return List.of(field(name)
                    + "has GPUs that the drivers in AWS's image for Amazon Linux 2023 no longer support. Name a newer"
                    + " family such as 'g5', or an image with older drivers in `spec.forge.imageId`.");
        }
        return List.of();
    }

    private static String field(String name) {
        return "`spec.forge.instanceTypes`: '" + name + "' ";
    }

    private static String withoutGpu() {
        return "has no NVIDIA GPU, but `spec.forge.gpu` is 'true'. Name families such as 'g5' or 'p4d', or set `gpu` to 'false'.";
    }

    private static String family(String name) {
        return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    }
}
