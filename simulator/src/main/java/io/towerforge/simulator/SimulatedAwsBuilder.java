package io.towerforge.simulator;

import io.towerforge.simulator.core.Account;
import io.towerforge.simulator.core.Quotas;
import io.towerforge.simulator.core.RateLimit;
import io.towerforge.simulator.core.Service;
import io.towerforge.simulator.core.Simulation;
import io.towerforge.simulator.core.Timeline;
import io.towerforge.simulator.core.Timings;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/** Describes an account. Without more, it is {@code 111122223333} in {@code eu-west-1}, on the system clock, without delays. */
public final class SimulatedAwsBuilder {
    private InstantSource clock = InstantSource.system();
    private String accountId = "111122223333";
    private String region = "eu-west-1";
    private Timings timings = Timings.none();
    private Quotas quotas = Quotas.standard();
    private int largestPage = Integer.MAX_VALUE;
    private final Map<Service, RateLimit> rateLimits = new EnumMap<>(Service.class);

    SimulatedAwsBuilder() {}

    /** The clock simulated time follows; going backwards on it has no effect. */
    public SimulatedAwsBuilder clock(InstantSource instantSource) {
        this.clock = instantSource;
        return this;
    }

    /** The twelve-digit account number. */
    public SimulatedAwsBuilder accountId(String id) {
        this.accountId = id;
        return this;
    }

    /** The Region's code. */
    public SimulatedAwsBuilder region(String code) {
        this.region = code;
        return this;
    }

    /** How long everything takes. */
    public SimulatedAwsBuilder timings(Timings durations) {
        this.timings = durations;
        return this;
    }

    /** How many of each the account may hold. */
    public SimulatedAwsBuilder quotas(Quotas limits) {
        this.quotas = limits;
        return this;
    }

    /** Puts a service under a request rate; without one, calls are never throttled. */
    public SimulatedAwsBuilder rateLimit(Service service, RateLimit limit) {
        this.rateLimits.put(service, limit);
        return this;
    }

    /** Lets no list answer more items a page than this, whatever was asked for; AWS may always answer fewer. */
    public SimulatedAwsBuilder largestPage(int items) {
        this.largestPage = items;
        return this;
    }

    /** Opens the account. */
    public SimulatedAws build() {
        Simulation simulation = new Simulation(new Account(accountId, region), new Timeline(clock), timings, quotas);
        rateLimits.forEach(simulation::limit);
        simulation.limitPages(largestPage);
        return SimulatedAws.open(simulation);
    }
}
