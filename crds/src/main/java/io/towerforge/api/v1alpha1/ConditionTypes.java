package io.towerforge.api.v1alpha1;

/** The types of the conditions in a status, read by kstatus, Helm, Flux and Argo CD in this sense. */
public final class ConditionTypes {
    /** Whether pipelines can use the environment; the only summary. */
    public static final String READY = "Ready";

    /** True while the operator still works towards the spec. */
    public static final String RECONCILING = "Reconciling";

    /** True when nothing will change unless somebody acts. */
    public static final String STALLED = "Stalled";

    /** True when something deserves attention and nothing is broken. */
    public static final String ADVISORY = "Advisory";

    private ConditionTypes() {}
}
