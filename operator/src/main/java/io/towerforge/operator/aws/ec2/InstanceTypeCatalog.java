package io.towerforge.operator.aws.ec2;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.InstanceTypes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/** Instance types as EC2 describes them. */
public final class InstanceTypeCatalog implements InstanceTypes {
    /** A filter of EC2's own (EC2 API reference, DescribeInstanceTypes): a third of all types, so a few pages. */
    private static final String NVME = "instance-storage-info.nvme-support";

    /** New types come a few times a year. */
    private static final Duration HOLDS = Duration.ofHours(12);

    private final Ec2Client ec2;
    private final InstantSource clock;
    private Answer last = new Answer(Set.of(), Instant.MIN);

    public InstanceTypeCatalog(Ec2Client ec2, InstantSource clock) {
        this.ec2 = ec2;
        this.clock = clock;
    }

    @Override
    public synchronized Set<String> withNvmeDisks() {
        Instant now = clock.instant();
        if (last.at.isBefore(now.minus(HOLDS))) {
            last = new Answer(
                    Aws.call(
                            "list the instance types with NVMe disks",
                            () -> ec2
                                    .describeInstanceTypesPaginator(request -> request.filters(
                                            filter -> filter.name(NVME).values("required", "supported")))
                                    .stream()
                                    .flatMap(page -> page.instanceTypes().stream())
                                    .map(InstanceTypeInfo::instanceTypeAsString)
                                    .collect(Collectors.toUnmodifiableSet())),
                    now);
        }
        return last.types;
    }

    private record Answer(Set<String> types, Instant at) {}
}
