package io.towerforge.cli.demo;

import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What the chapters of one demo share: who acts, who tells, and the pipeline that runs through them.
 *
 * @param pipeline the jobs that are running, carried from chapter to chapter
 */
record Story(
        User user, AwsConsole aws, Narrator narrator, Patience patience, RequestJournal journal, Pipeline pipeline) {
    /** Waits with all objects in AWS on display. */
    void watchObjects(String what, BooleanSupplier seen) throws InterruptedException {
        watch(what, seen, new ObjectTable(aws, object -> true));
    }

    /** Waits with the compute environments and queues on display. */
    void watchBatch(String what, BooleanSupplier seen) throws InterruptedException {
        watch(what, seen, new ObjectTable(aws, object -> object.kind().startsWith("AWS::Batch::")));
    }

    private void watch(String what, BooleanSupplier seen, ObjectTable table) throws InterruptedException {
        patience.until(what, seen, () -> narrator.show(table.lines()));
        narrator.settle();
    }

    /** Waits with the jobs in AWS on display. */
    void watchJobs(String what, BooleanSupplier seen) throws InterruptedException {
        patience.until(what, seen, () -> narrator.show(aws.jobLines()));
        narrator.settle();
    }

    void await(String what, BooleanSupplier seen) throws InterruptedException {
        patience.until(what, seen, () -> {});
    }

    /** @throws DemoFailure with the second sentence unless it is so */
    void prove(boolean so, String proved, String otherwise) {
        if (!so) {
            throw new DemoFailure(otherwise);
        }
        narrator.proved(proved);
    }

    void proveThatNoJobWasLost() {
        List<String> lost = aws.lostJobs().stream()
                .map(job -> job.name() + " (" + job.end() + ")")
                .toList();
        prove(lost.isEmpty(), "jobs killed: 0", "Jobs were killed that nobody ended: " + String.join(", ", lost) + ".");
    }
}
