package io.towerforge.operator.reliability;

import io.towerforge.api.v1alpha1.AllowedNamespaces;
import io.towerforge.api.v1alpha1.AwsIdentitySpec;
import io.towerforge.operator.world.World;
import java.util.List;
import java.util.Random;

/** Who owns the identity that an environment uses, and changes now and then what it grants. */
final class Administrator {
    private static final List<AwsIdentitySpec> MOODS = List.of(
            Specs.GRANTS,
            Specs.OTHER_GRANTS,
            Specs.GRANTS.withAllowedNamespaces(new AllowedNamespaces(List.of(), null)));

    private final World world;
    private final Random random;

    /** With draws of its own, so that a history takes the same course with and without an administrator. */
    Administrator(World world, long seed) {
        this.world = world;
        this.random = new Random(~seed);
        world.identities().apply(Specs.IDENTITY, Specs.GRANTS);
    }

    /** @return what was done, for the record of the history; empty when nothing was */
    String perhapsAct() {
        if (random.nextInt(5) > 0) {
            return "";
        }
        int mood = random.nextInt(MOODS.size());
        world.identities().apply(Specs.IDENTITY, MOODS.get(mood));
        return "identity #" + mood;
    }

    /** Lets everybody in again who was shut out. */
    void makePeace() {
        world.identities().apply(Specs.IDENTITY, random.nextBoolean() ? Specs.GRANTS : Specs.OTHER_GRANTS);
    }
}
