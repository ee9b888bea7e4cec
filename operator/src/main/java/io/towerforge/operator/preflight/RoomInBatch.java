package io.towerforge.operator.preflight;

import io.towerforge.operator.aws.BatchUsage;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.Facts;
import java.util.List;
import java.util.function.Consumer;

/**
 * How many compute environments the account has, and whether a new one fits in: it needs room for all of it, while one that exists
 * waits where it must.
 */
final class RoomInBatch implements Choice, Check {
    @Override
    public Facts choose(Inquiry inquiry, Facts facts, Consumer<String> findings) {
        return facts.withComputeEnvironments(usage(inquiry).computeEnvironments());
    }

    @Override
    public boolean looksOnEveryPass() {
        return true;
    }

    @Override
    public List<String> findings(Inquiry inquiry, Facts facts) {
        if (!inquiry.seen().all(ComputeEnvironment.class).isEmpty()) {
            return List.of();
        }
        BatchUsage.Counts usage = usage(inquiry);
        int needed = inquiry.forge().usesSpot() ? 2 : 1;
        if (usage.computeEnvironments() + needed <= BatchUsage.LIMIT
                && usage.jobQueues() + needed <= BatchUsage.LIMIT) {
            return List.of();
        }
        return List.of("Account " + facts.accountId() + " has " + usage.computeEnvironments()
                + " compute environments and " + usage.jobQueues() + " job queues in " + facts.region()
                + "; AWS allows "
                + BatchUsage.LIMIT + " of each and this environment needs " + needed
                + " more. Delete environments that are not used, or use another Region or account.");
    }

    private static BatchUsage.Counts usage(Inquiry inquiry) {
        return inquiry.account().catalog(BatchUsage.class).counts(inquiry.notOlderThan());
    }
}
