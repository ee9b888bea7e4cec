package io.towerforge.operator.aws;

import io.towerforge.operator.model.DetachedVolume;
import io.towerforge.operator.model.StackId;
import java.time.Instant;
import java.util.List;

/** EBS volumes that instances of an environment left behind. */
public interface DetachedVolumes extends Catalog {
    /** Those that carry this stack's mark and are attached to nothing, sorted by id. */
    List<DetachedVolume> of(StackId stack, Instant notOlderThan);

    /**
     * Deletes one, with what it holds. AWS refuses it if the volume has been attached since (Amazon EC2 API reference, DeleteVolume);
     * that it is gone is as good.
     */
    void delete(DetachedVolume volume);
}
