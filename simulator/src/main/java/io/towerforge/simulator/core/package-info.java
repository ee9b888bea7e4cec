/**
 * What every simulated service shares: the clock and the timeline of things still to happen, the call log, interceptors
 * and faults, eventual consistency, tags, pages and the shape of AWS errors. Nothing here knows a particular resource.
 */
@NullMarked
package io.towerforge.simulator.core;

import org.jspecify.annotations.NullMarked;
