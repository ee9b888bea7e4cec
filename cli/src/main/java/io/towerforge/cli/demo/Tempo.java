package io.towerforge.cli.demo;

import io.towerforge.simulator.core.Timings;
import java.time.Duration;

/** How long the simulated AWS takes. The operator's own pauses are the real ones in both. */
enum Tempo {
    /** Long enough to see each state; a fraction of what AWS takes. */
    STORY(Duration.ofMillis(3500), Duration.ofMillis(2500), Duration.ofSeconds(2)),
    /** For CI. */
    FAST(Duration.ofMillis(300), Duration.ofMillis(200), Duration.ofMillis(200));

    /** Far more than any step needs on a loaded machine: a demo that hangs must end. */
    private static final Duration LONGEST_STEP = Duration.ofSeconds(90);

    private final Duration environments;
    private final Duration queues;
    private final Duration jobs;

    Tempo(Duration environments, Duration queues, Duration jobs) {
        this.environments = environments;
        this.queues = queues;
        this.jobs = jobs;
    }

    /** Reads see every write at once: what lag does is the business of the tests, not of the demo. */
    Timings timings() {
        return Timings.none()
                .withEnvironments(environments, environments, environments.multipliedBy(2), environments)
                .withQueues(queues, queues, queues)
                .withJobs(jobs, jobs, jobs);
    }

    Duration longestStep() {
        return LONGEST_STEP;
    }
}
