package io.towerforge.operator.aws;

/** What a refused or lost call means for us: when to try again, and whether somebody must act. */
public enum ErrorClass {
    /** Too many calls; the same call will be fine later. */
    THROTTLED(Retry.SOON, false),
    /** AWS or the network failed; whether the call took effect is not known, the next observation tells. */
    TRANSIENT(Retry.SOON, false),
    /** AWS is not ready for this call yet: the resource is being changed, or something still refers to it. */
    NOT_YET(Retry.SOON, false),
    /** Missing permission or credentials: somebody repairs them outside the custom resource. */
    DENIED(Retry.SLOWLY, false),
    /** An account limit is reached. */
    QUOTA(Retry.SLOWLY, false),
    /** Somebody else's resource has the name. */
    CONFLICT(Retry.SLOWLY, true),
    /** AWS will never accept this request as it is. */
    INVALID(Retry.SLOWLY, true);

    /** When it makes sense to try again without a change of the spec. */
    public enum Retry {
        SOON,
        SLOWLY
    }

    private final Retry retry;
    private final boolean terminal;

    ErrorClass(Retry retry, boolean terminal) {
        this.retry = retry;
        this.terminal = terminal;
    }

    public Retry retry() {
        return retry;
    }

    /** Whether it is part of how AWS works and passes by itself: nobody need be told unless it lasts. */
    public boolean isOrdinary() {
        return this == NOT_YET || this == THROTTLED;
    }

    /** Whether it stays as it is until somebody changes the spec or AWS by hand. */
    public boolean isTerminal() {
        return terminal;
    }
}
