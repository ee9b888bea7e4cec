package io.towerforge.operator.preflight;

import io.towerforge.operator.model.Facts;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whether head jobs can run on Fargate in so many subnets, with so many security groups (AWS Batch API reference, ComputeResource). */
final class FargateTakesTheNetwork implements Check {
    private static final int MOST_SUBNETS = 16;
    private static final int MOST_GROUPS = 5;

    @Override
    public List<String> findings(Inquiry inquiry, Facts facts) {
        if (!inquiry.forge().usesFargateHead()) {
            return List.of();
        }
        return Stream.concat(
                        finding("subnets", "subnetIds", facts.network().subnetIds(), MOST_SUBNETS),
                        finding(
                                "security groups",
                                "securityGroupIds",
                                facts.network().securityGroupIds(),
                                MOST_GROUPS))
                .toList();
    }

    private static Stream<String> finding(String what, String field, Set<String> ids, int most) {
        return ids.size() <= most
                ? Stream.empty()
                : Stream.of("Instances are to run with " + ids.size() + " " + what
                        + ", and a head on Fargate takes at most " + most + ". Name fewer in `spec.forge.network."
                        + field
                        + "`, or set `spec.forge.fargateHead` to false.");
    }
}
