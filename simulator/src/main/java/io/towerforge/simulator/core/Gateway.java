package io.towerforge.simulator.core;

import java.util.function.Supplier;

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

    /** Performs a call that changes nothing. */
    public <T> T read(String operation, Object request, Supplier<T> effect) {
        return simulation.perform(service, actor, operation, request, false, effect);
    }

    /** Performs a call that changes something. */
    public <T> T write(String operation, Object request, Supplier<T> effect) {
        return simulation.perform(service, actor, operation, request, true, effect);
    }
}
