package io.towerforge.operator.reliability;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.TowerForgeApi;
import io.towerforge.operator.model.EnvironmentId;
import io.towerforge.operator.world.FakeCluster;
import io.towerforge.simulator.core.Call;
import java.util.List;

/** Whose finalizer is stored. */
final class Finalizers {
    private final FakeCluster cluster;

    Finalizers(FakeCluster cluster) {
        this.cluster = cluster;
    }

    static boolean isOn(AwsBatchComputeEnvironment object) {
        return object.getMetadata().getFinalizers().contains(TowerForgeApi.FINALIZER);
    }

    /**
     * Names of environments without a finalizer in whose name a write is made: AWS's names and tokens hold the environment's id, the mark
     * its UID. What is written by AWS's own id was made before by one that did.
     */
    List<String> missingFor(Call write) {
        return cluster.names().stream()
                .map(name -> cluster.find(name).orElseThrow())
                .filter(object ->
                        !isOn(object) && isMeant(object, write.request().toString()))
                .map(object -> object.getMetadata().getName())
                .toList();
    }

    private static boolean isMeant(AwsBatchComputeEnvironment object, String request) {
        String uid = object.getMetadata().getUid();
        return request.contains(uid) || request.contains(EnvironmentId.of(uid));
    }
}
