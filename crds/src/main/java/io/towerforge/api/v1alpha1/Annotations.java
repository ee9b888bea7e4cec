package io.towerforge.api.v1alpha1;

/** The annotations a user may put on an {@link AwsBatchComputeEnvironment}. */
public final class Annotations {
    /** {@code "true"}: watch and report, change nothing in AWS. */
    public static final String PAUSED = "towerforge.io/paused";

    /** Any new value: look at AWS again now; echoed in {@code status.lastHandledReconcileAt}. */
    public static final String RECONCILE_REQUESTED_AT = "towerforge.io/reconcile-requested-at";

    /** {@code "true"}: work out the plan into {@code status.plan} and do not carry it out. */
    public static final String PLAN = "towerforge.io/plan";

    /** An environment id: take over the existing AWS resources named {@code TowerForge-<id>}. */
    public static final String ADOPT = "towerforge.io/adopt";

    /** {@code "true"}: stop waiting during a deletion; what cannot be deleted is left behind and listed in an event. */
    public static final String FORCE_DELETE = "towerforge.io/force-delete";

    private Annotations() {}
}
