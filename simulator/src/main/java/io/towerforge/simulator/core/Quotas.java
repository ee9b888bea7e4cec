package io.towerforge.simulator.core;

/**
 * How many of each the account may hold.
 *
 * @param computeEnvironments compute environments per Region (AWS Batch user guide, "Service quotas": 50)
 * @param jobQueues job queues per Region (the same page: 50)
 * @param computeEnvironmentsPerQueue compute environments in one queue's order (the same page: 3)
 * @param roles roles per account (IAM user guide, "IAM and AWS STS quotas": 1,000)
 * @param instanceProfiles instance profiles per account (the same page: 1,000)
 */
public record Quotas(
        int computeEnvironments, int jobQueues, int computeEnvironmentsPerQueue, int roles, int instanceProfiles) {

    /** The quotas of a new account. */
    public static Quotas standard() {
        return new Quotas(50, 50, 3, 1000, 1000);
    }

    /** The same quotas with other Batch limits, for tests of a crowded Region. */
    public Quotas withBatch(int environments, int queues) {
        return new Quotas(environments, queues, computeEnvironmentsPerQueue, roles, instanceProfiles);
    }
}
