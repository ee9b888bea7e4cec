package io.towerforge.operator.desired;

import java.util.List;

/**
 * vCPUs and memory that Fargate offers together (AWS Batch user guide, "Job definition parameters", {@code resourceRequirements}).
 *
 * @param cpus whole ones only
 */
record FargateSize(int cpus, int memoryMiB) {
    private record Offer(int cpus, int leastMiB, int mostMiB, int stepMiB) {}

    private static final List<Offer> OFFERS = List.of(
            new Offer(1, 2048, 8192, 1024),
            new Offer(2, 4096, 16384, 1024),
            new Offer(4, 8192, 30720, 1024),
            new Offer(8, 16384, 61440, 4096),
            new Offer(16, 32768, 122880, 8192));

    /** The smallest size that holds as much; the largest where none does. */
    static FargateSize atLeast(int cpus, int memoryMiB) {
        return OFFERS.stream()
                .filter(offer -> offer.cpus >= cpus && offer.mostMiB >= memoryMiB)
                .findFirst()
                .map(offer -> {
                    int above = Math.max(0, memoryMiB - offer.leastMiB);
                    int steps = (above + offer.stepMiB - 1) / offer.stepMiB;
                    return new FargateSize(offer.cpus, offer.leastMiB + steps * offer.stepMiB);
                })
                .orElse(new FargateSize(16, 122880));
    }
}
