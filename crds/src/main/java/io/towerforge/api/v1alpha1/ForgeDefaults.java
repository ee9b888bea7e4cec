package io.towerforge.api.v1alpha1;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What holds where a {@link ForgeSpec} leaves something out. */
public sealed interface ForgeDefaults permits ForgeSpec {
    @Nullable
    ProvisioningModel provisioningModel();

    @Nullable
    Boolean fargateHead();

    @Nullable
    Boolean gpu();

    @Nullable
    EbsAutoScaleSpec ebsAutoScale();

    @Nullable
    BucketMountsSpec bucketMounts();

    @Nullable
    DetachedVolumesSpec detachedVolumes();

    /** Whether tasks run on Spot instances, which is the default. */
    default boolean usesSpot() {
        return provisioningModel() == null || provisioningModel() == ProvisioningModel.SPOT;
    }

    /** Whether head jobs run on Fargate; off by default. */
    default boolean usesFargateHead() {
        return Boolean.TRUE.equals(fargateHead());
    }

    /** Whether the GPU image is used; off by default. */
    default boolean usesGpu() {
        return Boolean.TRUE.equals(gpu());
    }

    /** Whether the container disk grows as it fills; off by default. */
    default boolean usesEbsAutoScale() {
        return ebsAutoScale() != null && Boolean.TRUE.equals(ebsAutoScale().enabled());
    }

    /** Whether volumes that outlived their instance are deleted, instead of only reported. */
    default boolean deletesDetachedVolumes() {
        return detachedVolumes() != null && detachedVolumes().action() == DetachedVolumeAction.DELETE;
    }

    /** How old a volume must be before it counts as one that outlived its instance. */
    default Duration detachedVolumesAfter() {
        return Duration.ofHours(
                detachedVolumes() == null || detachedVolumes().afterHours() == null
                        ? DetachedVolumesSpec.DEFAULT_AFTER_HOURS
                        : detachedVolumes().afterHours());
    }

    /** Whether buckets appear as folders; off by default. */
    default boolean usesBucketMounts() {
        return bucketMounts() != null && Boolean.TRUE.equals(bucketMounts().enabled());
    }
}
