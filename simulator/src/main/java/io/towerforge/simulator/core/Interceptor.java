package io.towerforge.simulator.core;

/**
 * Stands around every API call of every actor. Either method may throw, which is how faults, crash points and lost answers
 * are made, and may itself call the simulated account, which is how somebody else's interference is made. Several may be
 * installed; {@link #before} runs in the order of installation, {@link #after} in the reverse order.
 */
public interface Interceptor {

    /**
     * Runs before the call takes effect; what it throws reaches the caller and the call is not applied.
     *
     * @param call the call, not yet applied
     */
    default void before(Call call) {}

    /**
     * Runs once the service has decided; what it throws reaches the caller in place of the answer or of the error.
     *
     * @param call the call with its result: applied, or with the error code of its refusal
     */
    default void after(Call call) {}

    /**
     * Whether the answer of an applied call is lost on its way and the SDK, by its own retry, sends the request once more: the
     * caller then receives whatever the service says to the second request, such as that the name is taken.
     *
     * @param call the call as it was applied
     */
    default boolean resends(Call call) {
        return false;
    }
}
