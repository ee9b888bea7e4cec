/**
 * AWS in memory, behind the client interfaces of the AWS SDK for Java. {@link io.towerforge.simulator.SimulatedAws} is the
 * account; which behaviours it has, and where each is documented, is listed in {@code docs/development/aws-behaviours.md}.
 */
@NullMarked
package io.towerforge.simulator;

import org.jspecify.annotations.NullMarked;
