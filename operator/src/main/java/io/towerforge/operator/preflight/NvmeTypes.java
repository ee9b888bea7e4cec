package io.towerforge.operator.preflight;

import io.towerforge.operator.aws.AwsAccount;
import io.towerforge.operator.aws.AwsFailure;
import io.towerforge.operator.aws.ErrorClass;
import io.towerforge.operator.aws.InstanceTypes;
import io.towerforge.operator.aws.InstanceTypes.InstanceType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which families and types have NVMe disks: as EC2 says for the Region, or, where the operator may not ask EC2, as known when this
 * version was made (Amazon EC2 instance types guide, "Instance store volumes").
 */
final class NvmeTypes {
    private static final Set<String> KNOWN_FAMILIES = Set.of(
            ("c5ad c5d c6gd c6id c7gd c8gd c8id dl1 f1 g4ad g4dn g5 g6 g6e g7e i3 i3en i4g i4i i7i i7ie i8g im4gn is4gen m5ad m5d "
                            + "m5dn m6gd m6id m6idn m7gd m8gd m8id p3dn p4d p4de p5 p5e p6-b200 p6-b300 r5ad r5d r5dn r6gd r6id r6idn "
                            + "r7gd r8gd r8id trn1 x2gd x2idn x2iedn z1d")
                    .split(" "));

    private final AwsAccount account;

    NvmeTypes(AwsAccount account) {
        this.account = account;
    }

    /** Those of a set of families and types that have NVMe disks, sorted. */
    Set<String> among(Set<String> familiesOrTypes) {
        try {
            List<InstanceType> fast = account.catalog(InstanceTypes.class).find(familiesOrTypes).stream()
                    .filter(InstanceType::nvme)
                    .toList();
            return select(familiesOrTypes, name -> fast.stream().anyMatch(type -> type.isMeantBy(name)));
        } catch (AwsFailure e) {
            if (e.errorClass() == ErrorClass.THROTTLED || e.errorClass() == ErrorClass.TRANSIENT) {
                throw e;
            }
            return select(familiesOrTypes, name -> KNOWN_FAMILIES.contains(family(name)));
        }
    }

    private static Set<String> select(Set<String> names, Predicate<String> which) {
        return names.stream().filter(which).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String family(String familyOrType) {
        int dot = familyOrType.indexOf('.');
        return dot < 0 ? familyOrType : familyOrType.substring(0, dot);
    }
}
