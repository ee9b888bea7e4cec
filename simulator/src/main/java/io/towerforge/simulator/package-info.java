/**
 * AWS in memory, behind the client interfaces of the AWS SDK for Java. {@link io.towerforge.simulator.SimulatedAws} is the
 * account; which behaviours it has, and where each is documented, is listed in {@code docs/development/aws-behaviours.md}.
 *
 * <pre>{@code
 * ManualClock clock = new ManualClock(Instant.parse("2026-11-25T08:00:00Z"));
 * SimulatedAws aws = SimulatedAws.builder().clock(clock).timings(Timings.realistic()).build();
 *
 * aws.batch().createComputeEnvironment(request);                            // what the caller under test does
 * clock.advance(Duration.ofSeconds(10));                                    // CREATING becomes VALID or INVALID
 * aws.as("alice").batch().deleteJobQueue(delete -> delete.jobQueue("q"));   // what somebody else does
 * aws.interceptor(Fault.TIMEOUT_AFTER.once(Call::write));                   // the next write takes effect, unanswered
 *
 * aws.calls();     // who called what, with what result
 * aws.objects();   // what exists
 * aws.jobs();      // what ran where, and why it ended
 * }</pre>
 */
@NullMarked
package io.towerforge.simulator;

import org.jspecify.annotations.NullMarked;
