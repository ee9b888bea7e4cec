package io.towerforge.operator.aws;

import io.towerforge.simulator.core.Timings;

/** How fast AWS is. */
public enum Pace {
    IMMEDIATE(Timings.none()),
    REALISTIC(Timings.realistic());

    private final Timings timings;

    Pace(Timings timings) {
        this.timings = timings;
    }

    public Timings timings() {
        return timings;
    }
}
