package io.towerforge.operator.reliability;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.DeletionPolicy;
import io.towerforge.operator.world.World;
import io.towerforge.simulator.core.LiveObject;
import java.time.Duration;
import java.util.List;

/** The other end of a life: what is deleted under {@code Retain} stays in AWS as it is, and an event says where. */
final class Retention {
    private static final Duration UNTIL_SEEN = Duration.ofMinutes(10);

    private final World world;
    private final Oracles oracles;

    Retention(World world, Oracles oracles) {
        this.world = world;
        this.oracles = oracles;
    }

    /** Ends every environment that is settled; none of the oracles that look after passes knows of this end. */
    void judge() {
        List<AwsBatchComputeEnvironment> ending = world.cluster().names().stream()
                .map(name -> world.cluster().find(name).orElseThrow())
                .filter(object -> Oracles.isSettled(object) && Finalizers.isOn(object))
                .toList();
        ending.forEach(object -> world.cluster()
                .edit(object.getMetadata().getName(), spec -> spec.withDeletionPolicy(DeletionPolicy.RETAIN)));
        pass();
        List<LiveObject> before = world.aws().objects();
        ending.forEach(object -> world.cluster().delete(object.getMetadata().getName()));
        pass();

        oracles.require(
                world.aws().objects().equals(before),
                "retained, but not as it was: " + Expectation.fingerprint(before));
        String told = world.cluster().events().stream()
                .filter(event -> event.contains(" Retained "))
                .toList()
                .toString();
        for (AwsBatchComputeEnvironment object : ending) {
            oracles.require(
                    world.cluster().find(object.getMetadata().getName()).isEmpty(),
                    "retained, but not gone: " + object.getMetadata().getName());
            Belongings.of(object, before).all().stream()
                    .filter(one -> !told.contains(one.id()) && !told.contains(one.name()))
                    .forEach(one -> oracles.require(false, "retained, and nobody told of " + one.id()));
        }
    }

    private void pass() {
        world.wake();
        world.run(UNTIL_SEEN);
    }
}
