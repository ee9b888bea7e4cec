package io.towerforge.simulator.ec2;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.model.ArchitectureType;

/** The instance types the Region offers: a selection of the real families, each in every size. */
public final class InstanceTypes {
    private static final Set<String> X86_FAMILIES = new TreeSet<>(List.of(
            ("c3 c4 c5 c5a c5ad c5d c5n c6a c6i c6id c6in c7a c7i c7i-flex d2 d3 d3en f1 f2 g3 g4ad g4dn g5 g6 g6e "
                            + "h1 hpc6a hpc7a i2 i3 i3en i4i i7ie inf1 inf2 m3 m4 m5 m5a m5ad m5d m5dn m5n m5zn m6a m6i m6id "
                            + "m6idn m6in m7a m7i m7i-flex p3 p3dn p4d p4de p5 p5e r3 r4 r5 r5a r5ad r5b r5d r5dn r5n r6a r6i "
                            + "r6id r6idn r6in r7a r7i r7iz t2 t3 t3a trn1 trn1n x1 x1e x2idn x2iedn x2iezn z1d")
                    .split(" ")));
    private static final Set<String> ARM_FAMILIES = new TreeSet<>(List.of(
            ("a1 c6g c6gd c6gn c7g c7gd c7gn c8g g5g hpc7g i4g i8g im4gn is4gen m6g m6gd m7g m7gd m8g r6g r6gd r7g "
                            + "r7gd r8g t4g x2gd x8g")
                    .split(" ")));
    private static final List<String> SIZES = List.of(
            "medium", "large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge", "metal");
    private static final Pattern SHAPE =
            Pattern.compile("([a-z0-9-]+)\\.(nano|micro|small|medium|large|xlarge|\\d+xlarge|metal(-\\d+xl)?)");
    private static final Pattern GPU_FAMILY = Pattern.compile("(g|p)\\d.*");

    private InstanceTypes() {}

    /** The processor architecture of a family or of one type; empty when the Region does not offer it. */
    public static Optional<ArchitectureType> architecture(String familyOrType) {
        Matcher type = SHAPE.matcher(familyOrType);
        String family = type.matches() ? type.group(1) : familyOrType;
        if (X86_FAMILIES.contains(family)) {
            return Optional.of(ArchitectureType.X86_64);
        }
        return ARM_FAMILIES.contains(family) ? Optional.of(ArchitectureType.ARM64) : Optional.empty();
    }

    /** Whether a family or type has NVIDIA or AMD graphics processors. */
    public static boolean hasGpu(String familyOrType) {
        return GPU_FAMILY.matcher(familyOrType).matches();
    }

    /** The names of all families, sorted. */
    public static Set<String> families() {
        Set<String> all = new TreeSet<>(X86_FAMILIES);
        all.addAll(ARM_FAMILIES);
        return all;
    }

    static List<String> all() {
        return families().stream()
                .flatMap(family -> SIZES.stream().map(size -> family + "." + size))
                .sorted()
                .toList();
    }
}
