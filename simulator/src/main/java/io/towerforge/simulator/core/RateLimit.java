package io.towerforge.simulator.core;

/**
 * A token bucket as AWS uses for request rates (Amazon EC2 API reference, "Request throttling").
 *
 * @param perSecond tokens that come back per second of simulated time
 * @param burst the bucket's size: calls that may come at once
 */
public record RateLimit(double perSecond, int burst) {}
