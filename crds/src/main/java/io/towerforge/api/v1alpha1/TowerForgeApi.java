package io.towerforge.api.v1alpha1;

/** The address of this API in Kubernetes. */
public final class TowerForgeApi {
    public static final String GROUP = "towerforge.io";
    public static final String VERSION = "v1alpha1";

    /** Keeps a deleted object in Kubernetes until its AWS resources are verified to be gone. */
    public static final String FINALIZER = "towerforge.io/finalizer";

    private TowerForgeApi() {}
}
