package io.towerforge.operator.aws;

import io.towerforge.simulator.core.Timings;

/** How fast AWS is. */
public enum Pace {
    IMMEDIATE,
    REALISTIC;

    public Timings timings() {
        return this == IMMEDIATE ? Timings.none() : Timings.realistic();
    }
}
