package io.towerforge.operator.reliability;

import io.towerforge.api.v1alpha1.AllowedNamespaces;
import io.towerforge.api.v1alpha1.AwsIdentitySpec;
import io.towerforge.operator.world.World;
import io.towerforge.simulator.s3.Buckets;
import java.util.List;
import java.util.Random;

/** Who owns the identity and the buckets that environments use, and now and then changes what they grant. */
final class Administrator {
    private static final List<AwsIdentitySpec> MOODS = List.of(
            Specs.GRANTS,
            Specs.OTHER_GRANTS,
            Specs.GRANTS.withAllowedNamespaces(new AllowedNamespaces(List.of(), null)));

    /** Those of {@link Specs}. */
    private static final List<String> BUCKETS = List.of("acme-nextflow", "acme-references");

    private final World world;
    private final Random random;

    /** With draws of its own, so that a history takes the same course with and without an administrator. */
    Administrator(World world, long seed) {
        this.world = world;
        this.random = History.random(~seed);
        world.identities().apply(Specs.IDENTITY, Specs.GRANTS);
    }

    /** @return what was done, for the record of the history; empty when nothing was */
    String perhapsAct() {
        if (random.nextInt(5) > 0) {
            return "";
        }
        if (random.nextInt(3) == 0) {
            return "bucket " + bucket();
        }
        int mood = random.nextInt(MOODS.size());
        world.identities().apply(Specs.IDENTITY, MOODS.get(mood));
        return "identity #" + mood;
    }

    /** Whether the operator may do nothing in AWS for anybody. */
    static boolean shutsEverybodyOut(AwsIdentitySpec identity) {
        return identity.equals(MOODS.get(MOODS.size() - 1));
    }

    private String bucket() {
        Buckets buckets = world.aws().buckets();
        String name = BUCKETS.get(random.nextInt(BUCKETS.size()));
        switch (random.nextInt(3)) {
            case 0 -> buckets.delete(name);
            case 1 -> buckets.close(name);
            default -> mend(name);
        }
        return name;
    }

    private void mend(String bucket) {
        world.aws().buckets().create(bucket);
        world.aws().buckets().open(bucket);
    }

    /** Lets everybody in again who was shut out. */
    void makePeace() {
        BUCKETS.forEach(this::mend);
        world.identities().apply(Specs.IDENTITY, random.nextBoolean() ? Specs.GRANTS : Specs.OTHER_GRANTS);
    }
}
