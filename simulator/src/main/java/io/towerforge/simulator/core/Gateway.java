package io.towerforge.simulator.core;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The door of one service for one actor: every API call goes through it, is logged, and may be interfered with. */
public final class Gateway {
    private final Simulation simulation;
    private final Service service;
    private final String actor;

    Gateway(Simulation simulation, Service service, String actor) {
        this.simulation = simulation;
        this.service = service;
        this.actor = actor;
    }

    /** Who calls through this door. */
    public String actor() {
        return actor;
    }

    /** The account called. */
    public Account account() {
        return simulation.account();
    }

    /**
     * How many items the next page of a list has.
     *
     * @param requested the size the caller asked for, or null
     * @param most the size the service allows, which is also what it takes when none was asked for
     */
    public int pageSize(@Nullable Integer requested, int most) {
        return simulation.pageSize(requested, most);
    }

    /** Performs a call that changes nothing. */
    public <T> T read(String operation, Object request, Supplier<T> effect) {
        return simulation.perform(service, actor, operation, request, false, effect);
    }

    /** Performs a call that changes something. */
    public <T> T write(String operation, Object request, Supplier<T> effect) {
        return simulation.perform(service, actor, operation, request, true, effect);
    }
}
